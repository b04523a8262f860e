#include <grp.h>
#include <string.h>

static char *nobody[] = {NULL};
static struct group groups[] = {{"user", "x", 1000, nobody}, {"root", "x", 0, nobody}};

struct group *getgrgid(gid_t gid) {
  for (int i = 0; i < 2; i++)
    if (groups[i].gr_gid == gid)
      return &groups[i];
  return NULL;
}

struct group *getgrnam(const char *name) {
  for (int i = 0; i < 2; i++)
    if (!strcmp(groups[i].gr_name, name))
      return &groups[i];
  return NULL;
}
