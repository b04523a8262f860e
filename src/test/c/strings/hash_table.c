// A hash table with chains: insert, find, remove, count words, grow.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry { struct entry *next; char *key; int value; };
struct table { struct entry **buckets; unsigned size, used; };

static unsigned hash(const char *s) {
  unsigned h = 5381;
  while (*s) h = h * 33 + (unsigned char)*s++;
  return h;
}
static struct entry **find(struct table *t, const char *key) {
  struct entry **e = &t->buckets[hash(key) % t->size];
  while (*e && strcmp((*e)->key, key)) e = &(*e)->next;
  return e;
}
static void grow(struct table *t) {
  struct table bigger = {calloc(t->size * 2, sizeof(struct entry *)), t->size * 2, t->used};
  for (unsigned i = 0; i < t->size; i++)
    for (struct entry *e = t->buckets[i], *next; e; e = next) {
      next = e->next;
      struct entry **to = find(&bigger, e->key);
      e->next = NULL;
      *to = e;
    }
  free(t->buckets);
  *t = bigger;
}
static int *at(struct table *t, const char *key) {
  struct entry **e = find(t, key);
  if (!*e) {
    if (t->used >= t->size) grow(t), e = find(t, key);
    *e = calloc(1, sizeof **e);
    (*e)->key = strdup(key);
    t->used++;
  }
  return &(*e)->value;
}
static void drop(struct table *t, const char *key) {
  struct entry **e = find(t, key), *gone = *e;
  if (!gone) return;
  *e = gone->next;
  free(gone->key);
  free(gone);
  t->used--;
}

int main(void) {
  struct table t = {calloc(2, sizeof(struct entry *)), 2, 0};
  char text[] = "the cat and the dog and the bird saw the other cat", key[16];
  for (char *w = strtok(text, " "); w; w = strtok(NULL, " ")) ++*at(&t, w);
  printf("%d %d %d %u\n", *at(&t, "the"), *at(&t, "cat"), *at(&t, "fish"), t.used);
  for (int i = 0; i < 500; i++) sprintf(key, "key%d", i), *at(&t, key) = i * i;
  for (int i = 0; i < 500; i += 2) sprintf(key, "key%d", i), drop(&t, key);
  long sum = 0;
  for (int i = 0; i < 500; i++) sprintf(key, "key%d", i), sum += *find(&t, key) ? (*find(&t, key))->value : 0;
  printf("%u %u %ld\n", t.used, t.size, sum);
  return 0;
}
