/* id: writes who the process is; -u the user, -g the group, -n as a name, -r the real one. */
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <unistd.h>

static const char *user_name(uid_t uid) {
  struct passwd *user = getpwuid(uid);
  return user ? user->pw_name : NULL;
}

static const char *group_name(gid_t gid) {
  struct group *group = getgrgid(gid);
  return group ? group->gr_name : NULL;
}

static void write_both(const char *what, unsigned number, const char *name) {
  printf(name ? "%s=%u(%s)" : "%s=%u", what, number, name);
}

int main(int argc, char **argv) {
  int which = 0, names = 0, real = 0;
  for (int option; (option = getopt(argc, argv, "uGgnr")) != -1;) {
    if (option == 'n') {
      names = 1;
    } else if (option == 'r') {
      real = 1;
    } else if (option == '?') {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 1;
    } else {
      which = option;
    }
  }
  uid_t uid = real ? getuid() : geteuid();
  gid_t gid = real ? getgid() : getegid();
  if (!which) {
    write_both("uid", getuid(), user_name(getuid()));
    write_both(" gid", getgid(), group_name(getgid()));
    write_both(" groups", getgid(), group_name(getgid()));
    putchar('\n');
    return 0;
  }
  const char *name = which == 'u' ? user_name(uid) : group_name(gid);
  if (names && name)
    puts(name);
  else
    printf("%u\n", which == 'u' ? uid : gid);
  return 0;
}
