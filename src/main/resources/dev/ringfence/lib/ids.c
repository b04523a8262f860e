#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int seteuid(uid_t uid) {
  if (uid == (uid_t)-1) {
    errno = EINVAL;
    return -1;
  }
  return setresuid(-1, uid, -1);
}

int setegid(gid_t gid) {
  if (gid == (gid_t)-1) {
    errno = EINVAL;
    return -1;
  }
  return setresgid(-1, gid, -1);
}

static int has(char **members, const char *user) {
  for (int i = 0; members[i]; i++)
    if (!strcmp(members[i], user))
      return 1;
  return 0;
}

int getgrouplist(const char *user, gid_t group, gid_t *groups, int *count) {
  int room = *count, found = 1;
  if (room > 0)
    groups[0] = group;
  setgrent();
  for (struct group *next; (next = getgrent());)
    if (next->gr_gid != group && has(next->gr_mem, user)) {
      if (found < room)
        groups[found] = next->gr_gid;
      found++;
    }
  endgrent();
  *count = found;
  return found > room ? -1 : found;
}

int initgroups(const char *user, gid_t group) {
  int count = 0;
  getgrouplist(user, group, NULL, &count);
  gid_t *groups = malloc(count * sizeof *groups);
  if (!groups)
    return -1;
  getgrouplist(user, group, groups, &count);
  int done = setgroups(count, groups);
  free(groups);
  return done;
}

/* The name of the user, for whom the process was begun. */
char *getlogin(void) {
  static char name[256];
  struct passwd *user = getpwuid(getuid());
  if (!user || strlen(user->pw_name) >= sizeof name)
    return NULL;
  return strcpy(name, user->pw_name);
}

int getlogin_r(char *name, size_t size) {
  char *login = getlogin();
  if (!login)
    return ENOENT;
  if (size <= strlen(login))
    return ERANGE;
  strcpy(name, login);
  return 0;
}

char *cuserid(char *name) {
  static char own[L_cuserid];
  struct passwd *user = getpwuid(geteuid());
  char *to = name ? name : own;
  *to = 0;
  if (user)
    strncat(to, user->pw_name, L_cuserid - 1);
  return to;
}
