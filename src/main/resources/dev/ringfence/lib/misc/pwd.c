#include <pwd.h>
#include <string.h>

static struct passwd users[] = {{"user", "x", 1000, 1000, "", "/home/user", "/bin/sh"},
                                {"root", "x", 0, 0, "root", "/root", "/bin/sh"}};

struct passwd *getpwuid(uid_t uid) {
  for (int i = 0; i < 2; i++)
    if (users[i].pw_uid == uid)
      return &users[i];
  return NULL;
}

struct passwd *getpwnam(const char *name) {
  for (int i = 0; i < 2; i++)
    if (!strcmp(users[i].pw_name, name))
      return &users[i];
  return NULL;
}
