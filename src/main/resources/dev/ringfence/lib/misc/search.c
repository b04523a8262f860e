#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

static struct hsearch_data shared;

int hcreate_r(size_t count, struct hsearch_data *table) {
  if (table->table)
    return 0;
  table->size = count < 3 ? 3 : count;
  table->filled = 0;
  table->table = calloc(table->size, sizeof(ENTRY));
  return table->table != NULL;
}

int hsearch_r(ENTRY item, ACTION action, ENTRY **result, struct hsearch_data *table) {
  unsigned at = 0;
  for (const char *c = item.key; *c; c++)
    at = at * 31 + (unsigned char)*c;
  ENTRY *entries = table->table;
  for (unsigned i = 0; i < table->size; i++) {
    ENTRY *entry = &entries[(at + i) % table->size];
    if (!entry->key) {
      if (action != ENTER)
        break;
      *entry = item;
      table->filled++;
      *result = entry;
      return 1;
    }
    if (!strcmp(entry->key, item.key)) {
      *result = entry;
      return 1;
    }
  }
  errno = action == ENTER ? ENOMEM : ESRCH;
  *result = NULL;
  return 0;
}

void hdestroy_r(struct hsearch_data *table) {
  free(table->table);
  table->table = NULL;
}

int hcreate(size_t count) { return hcreate_r(count, &shared); }
void hdestroy(void) { hdestroy_r(&shared); }

ENTRY *hsearch(ENTRY item, ACTION action) {
  ENTRY *result;
  hsearch_r(item, action, &result, &shared);
  return result;
}

void *lfind(const void *key, const void *base, size_t *count, size_t size,
            int (*compare)(const void *, const void *)) {
  const char *at = base;
  for (size_t i = 0; i < *count; i++, at += size)
    if (!compare(key, at))
      return (void *)at;
  return NULL;
}

void *lsearch(const void *key, void *base, size_t *count, size_t size,
              int (*compare)(const void *, const void *)) {
  void *found = lfind(key, base, count, size, compare);
  return found ? found : memcpy((char *)base + (*count)++ * size, key, size);
}

struct link {
  struct link *next, *previous;
};

void insque(void *element, void *previous) {
  struct link *e = element, *p = previous;
  e->previous = p;
  e->next = p ? p->next : NULL;
  if (p) {
    if (p->next)
      p->next->previous = e;
    p->next = e;
  }
}

void remque(void *element) {
  struct link *e = element;
  if (e->next)
    e->next->previous = e->previous;
  if (e->previous)
    e->previous->next = e->next;
}
