#include <errno.h>
#include <grp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* All ids of a process are the user's, who is not privileged. */
static int become(id_t real, id_t effective, id_t saved, id_t mine) {
  id_t wanted[] = {real, effective, saved};
  for (int i = 0; i < 3; i++)
    if (wanted[i] != (id_t)-1 && wanted[i] != mine) {
      errno = EPERM;
      return -1;
    }
  return 0;
}

static int one(id_t id, id_t mine) {
  if (id != (id_t)-1)
    return become(id, id, id, mine);
  errno = EINVAL;
  return -1;
}

int setuid(uid_t uid) { return one(uid, getuid()); }
int seteuid(uid_t uid) { return one(uid, getuid()); }
int setreuid(uid_t real, uid_t effective) { return become(real, effective, -1, getuid()); }
int setresuid(uid_t real, uid_t effective, uid_t saved) {
  return become(real, effective, saved, getuid());
}
int setgid(gid_t gid) { return one(gid, getgid()); }
int setegid(gid_t gid) { return one(gid, getgid()); }
int setregid(gid_t real, gid_t effective) { return become(real, effective, -1, getgid()); }
int setresgid(gid_t real, gid_t effective, gid_t saved) {
  return become(real, effective, saved, getgid());
}

int getresuid(uid_t *real, uid_t *effective, uid_t *saved) {
  *real = *effective = *saved = getuid();
  return 0;
}

int getresgid(gid_t *real, gid_t *effective, gid_t *saved) {
  *real = *effective = *saved = getgid();
  return 0;
}

int getgroups(int size, gid_t list[]) {
  if (size < 0) {
    errno = EINVAL;
    return -1;
  }
  if (size > 0)
    list[0] = getgid();
  return 1;
}

static int refuse(void) {
  errno = EPERM;
  return -1;
}

int setgroups(size_t count, const gid_t *groups) { return refuse(); }
int initgroups(const char *user, gid_t group) { return refuse(); }

int getgrouplist(const char *user, gid_t group, gid_t *groups, int *count) {
  int room = *count;
  *count = 1;
  if (room < 1)
    return -1;
  groups[0] = group;
  return 1;
}

char *getlogin(void) { return "user"; }

int getlogin_r(char *name, size_t size) {
  if (size < sizeof "user")
    return ERANGE;
  strcpy(name, "user");
  return 0;
}

char *cuserid(char *name) {
  static char own[L_cuserid];
  return strcpy(name ? name : own, "user");
}
