/* id: writes who the process is; -u the user, -g the group, -G all groups, -n as a name, -r the real
   one. */
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

/* All groups, the real one first. */
static int all_groups(gid_t *groups, int room) {
  int count = 0, known = getgroups(room, groups + 1);
  groups[count++] = getgid();
  for (int i = 1; i <= known; i++)
    if (groups[i] != groups[0])
      groups[count++] = groups[i];
  return count;
}

static void write_groups(int whole, int names) {
  static gid_t groups[65537];
  int count = all_groups(groups, 65536);
  for (int i = 0; i < count; i++) {
    const char *name = whole || names ? group_name(groups[i]) : NULL;
    if (i)
      putchar(whole ? ',' : ' ');
    if (whole)
      printf(name ? "%u(%s)" : "%u", groups[i], name);
    else if (name)
      fputs(name, stdout);
    else
      printf("%u", groups[i]);
  }
  putchar('\n');
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
    if (geteuid() != getuid())
      write_both(" euid", geteuid(), user_name(geteuid()));
    if (getegid() != getgid())
      write_both(" egid", getegid(), group_name(getegid()));
    printf(" groups=");
    write_groups(1, 1);
    return 0;
  }
  if (which == 'G') {
    write_groups(0, names);
    return 0;
  }
  const char *name = which == 'u' ? user_name(uid) : group_name(gid);
  if (names && name)
    puts(name);
  else
    printf("%u\n", which == 'u' ? uid : gid);
  return 0;
}
