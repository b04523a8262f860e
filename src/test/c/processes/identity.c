// Who a process is: ids that may be set to themselves, names, groups, terminals that are none.
#define _GNU_SOURCE
#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

int main(void) {
  uid_t real, effective, saved;
  printf("%d", getresuid(&real, &effective, &saved));
  printf(" %d %d\n", real == getuid(), effective == geteuid());
  printf("%d %d %d\n", setuid(getuid()), seteuid(geteuid()), setreuid(-1, -1));
  printf("%d %d %d\n", setgid(getgid()), setegid(getegid()), setresgid(-1, getgid(), -1));
  printf("%d\n", getgroups(0, NULL) >= 0);
  struct passwd *root = getpwuid(0), entry, *found;
  printf("%s %s %d\n", root->pw_name, root->pw_dir, (int)root->pw_gid);
  char buffer[1024];
  printf("%d", getpwnam_r("root", &entry, buffer, sizeof buffer, &found));
  printf(" %s\n", found ? found->pw_name : "none");
  printf("%d", getpwnam_r("nobody-like-this", &entry, buffer, sizeof buffer, &found));
  printf(" %s\n", found ? found->pw_name : "none");
  printf("%d\n", getpwnam_r("root", &entry, buffer, 1, &found) == ERANGE);
  printf("%d %d\n", getpwnam("nobody-like-this") == NULL, getgrnam("no-such-group") == NULL);
  struct group *group = getgrgid(0);
  printf("%s %d %d\n", group->gr_name, (int)group->gr_gid, group->gr_mem[0] == NULL);
  setpwent();
  printf("%s\n", getpwent()->pw_name);
  endpwent();

  int in = STDIN_FILENO;
  struct termios settings;
  struct winsize size;
  printf("%d", tcgetattr(in, &settings));
  printf(" %s\n", strerror(errno));
  printf("%d", ioctl(in, TIOCGWINSZ, &size));
  printf(" %s\n", strerror(errno));
  printf("%d", ioctl(99, TIOCGWINSZ, &size));
  printf(" %s\n", strerror(errno));
  printf("%d", ttyname(in) == NULL);
  printf(" %s\n", strerror(errno));
  printf("%s\n", ctermid(NULL));
  memset(&settings, 0, sizeof settings);
  cfmakeraw(&settings);
  printf("%d %d\n", (settings.c_cflag & CSIZE) == CS8, settings.c_cc[VMIN]);
  cfsetospeed(&settings, B9600);
  printf("%d\n", cfgetospeed(&settings) == B9600);

  printf("%d %d\n", syscall(SYS_getpid) == getpid(), syscall(SYS_gettid) == gettid());
  fflush(stdout);
  printf("%ld\n", syscall(SYS_write, 1, "written\n", 8L));
  char path[100];
  printf("%zu", confstr(_CS_PATH, path, sizeof path));
  printf(" %s\n", path);
  char *options = strdup("size=12,fast,colour=red,what"), *value;
  char *const known[] = {"size", "fast", "colour", NULL};
  while (*options) {
    int index = getsubopt(&options, known, &value);
    printf("%d %s\n", index, value ? value : "-");
  }
  return 0;
}
