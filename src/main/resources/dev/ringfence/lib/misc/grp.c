#include <errno.h>
#include <grp.h>
#include <string.h>

enum { GROUPS = 2 };

static char *nobody[] = {NULL};
static struct group groups[GROUPS] = {{"root", "x", 0, nobody}, {"user", "x", 1000, nobody}};
static int next;

struct group *getgrgid(gid_t gid) {
  for (int i = 0; i < GROUPS; i++)
    if (groups[i].gr_gid == gid)
      return &groups[i];
  return NULL;
}

struct group *getgrnam(const char *name) {
  for (int i = 0; i < GROUPS; i++)
    if (!strcmp(groups[i].gr_name, name))
      return &groups[i];
  return NULL;
}

static int give(struct group *group, struct group *to, size_t size, struct group **found) {
  *found = NULL;
  if (!group)
    return 0;
  if (size < 32)
    return ERANGE;
  *to = *group;
  *found = to;
  return 0;
}

int getgrgid_r(gid_t gid, struct group *to, char *buffer, size_t size, struct group **found) {
  return give(getgrgid(gid), to, size, found);
}

int getgrnam_r(const char *name, struct group *to, char *buffer, size_t size,
               struct group **found) {
  return give(getgrnam(name), to, size, found);
}

struct group *getgrent(void) { return next < GROUPS ? &groups[next++] : NULL; }
void setgrent(void) { next = 0; }
void endgrent(void) { next = 0; }
