/* Who may do what with files: modes, owners, groups, sticky and set-group-ID directories, real and
   effective users, and root with some of its capabilities. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static void put(long result) {
  printf("%s", result >= 0           ? "+"
               : errno == EACCES     ? "A"
               : errno == EPERM      ? "P"
               : errno == ENOENT     ? "n"
               : errno == EEXIST     ? "e"
               : errno == ENOTEMPTY  ? "y"
               : errno == EISDIR     ? "d"
               : errno == ENOTDIR    ? "D"
               : errno == EINVAL     ? "I"
                                     : "?");
}

static void keep_only(unsigned capabilities) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2] = {{capabilities, capabilities, 0}};
  if (syscall(SYS_capset, &header, data))
    printf("capset: %s\n", strerror(errno));
}

/* Who does it: users, groups, and root without most capabilities. */
static const struct {
  const char *name;
  uid_t user;
  gid_t group, other;
  int limited;
  unsigned capabilities;
} WHO[] = {{"owner", 4000, 4000, 4000},
           {"owner in another group", 4000, 4009, 4009},
           {"group", 4001, 4005, 4005},
           {"other group", 4001, 4009, 4005},
           {"others", 4002, 4002, 4002},
           {"root", 0, 0, 0},
           {"root without any", 0, 0, 0, 1, 0},
           {"root that reads and searches", 0, 0, 0, 1, 1 << CAP_DAC_READ_SEARCH},
           {"root as owner", 0, 0, 0, 1, 1 << CAP_FOWNER},
           {"root that overrides", 0, 0, 0, 1, 1 << CAP_DAC_OVERRIDE},
           {"user that gives away", 4002, 4002, 4002, 1, 1 << CAP_CHOWN}};

static void become(int i) {
  setgroups(1, &WHO[i].other);
  setresgid(WHO[i].group, WHO[i].group, WHO[i].group);
  prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
  setresuid(WHO[i].user, WHO[i].user, WHO[i].user);
  if (WHO[i].limited)
    keep_only(WHO[i].capabilities);
  umask(0);
}

static void each(const char *title, void (*prepare)(void), void (*deed)(void)) {
  printf("%s\n", title);
  for (int i = 0; i < sizeof WHO / sizeof *WHO; i++) {
    printf("  %-30s", WHO[i].name);
    fflush(stdout);
    if (prepare)
      prepare();
    if (fork() == 0) {
      become(i);
      deed();
      printf("\n");
      fflush(stdout);
      _exit(0);
    }
    wait(NULL);
  }
}

static const mode_t MODES[] = {0, 0400, 0200, 0100, 0040, 0020, 0010, 0004, 0002, 0001, 0750, 0607};
enum { COUNT = sizeof MODES / sizeof *MODES };

static void make(const char *path, mode_t mode, uid_t user, gid_t group) {
  close(open(path, O_CREAT | O_RDWR, 0600));
  chown(path, user, group);
  chmod(path, mode);
}

static void make_directory(const char *path, mode_t mode, uid_t user, gid_t group) {
  mkdir(path, 0700);
  chown(path, user, group);
  chmod(path, mode);
}

static void opens(void) {
  char name[20];
  for (int i = 0; i < COUNT; i++) {
    sprintf(name, "f%o", MODES[i]);
    put(open(name, O_RDONLY));
    put(open(name, O_WRONLY));
    put(open(name, O_RDWR));
    put(open(name, O_RDONLY | O_TRUNC));
    put(truncate(name, 1));
    for (int how = 0; how < 8; how++)
      put(access(name, how));
    put(faccessat(AT_FDCWD, name, R_OK, AT_EACCESS));
    put(faccessat(AT_FDCWD, name, R_OK, 12345));
    char *arguments[] = {name, NULL};
    put(access(name, 8));
    printf(" ");
  }
}

static void searches(void) {
  char name[40];
  for (int i = 0; i < COUNT; i++) {
    struct stat out;
    sprintf(name, "d%o/file", MODES[i]);
    put(stat(name, &out));
    put(open(name, O_RDONLY));
    name[strlen(name) - 5] = 0;
    put(open(name, O_RDONLY | O_DIRECTORY));
    put(chdir(name));
    if (access("file", F_OK) == 0)
      chdir("..");
    strcat(name, "/new");
    put(mkdir(name, 0700));
    put(rmdir(name));
    put(symlink("x", name));
    put(unlink(name));
    put(mkfifo(name, 0600));
    put(unlink(name));
    printf(" ");
  }
}

static void attributes(void) {
  struct timeval times[2] = {{1, 0}, {2, 0}};
  put(chmod("mine", 0640));
  put(chmod("group's", 06777));
  put(utimes("group's", NULL));
  put(utimes("group's", times));
  put(chown("mine", -1, -1));
  put(chown("mine", 4000, -1));
  put(chown("mine", -1, 4000));
  put(chown("mine", -1, 4005));
  put(chown("mine", 4000, 4009));
  put(lchown("link", -1, 4005));
  put(chown("mine", 4001, -1));
  int fd = open("group's", O_RDONLY);
  put(fchmod(fd, 0644));
  put(fchown(fd, -1, 4009));
  struct stat now;
  stat("mine", &now);
  printf(" %o %u %u", now.st_mode & 07777, now.st_uid, now.st_gid);
  stat("group's", &now);
  printf(" %o %u %u", now.st_mode & 07777, now.st_uid, now.st_gid);
}

static void prepare_attributes(void) {
  make("mine", 06755, 4000, 4005);
  make("group's", 0664, 4000, 4005);
  unlink("link");
  symlink("mine", "link");
  lchown("link", 4000, 4005);
}

static void prepare_directories(void) {
  system("rm -rf sticky plain");
  make_directory("sticky", 01777, 4001, 4001);
  make_directory("plain", 0775, 4000, 4005);
  make("sticky/of owner", 0666, 4000, 4000);
  make("sticky/of other", 0666, 4002, 4002);
  make("sticky/target", 0666, 4009, 4009);
  make("plain/file", 0600, 4009, 4009);
  make_directory("plain/directory", 0700, 4009, 4009);
  make_directory("sticky/below", 0755, 4000, 4000);
  make_directory("sticky/full", 0777, 4000, 4000);
  make("sticky/full/file", 0666, 4009, 4009);
}

static void removals(void) {
  put(rename("sticky/of owner", "sticky/renamed"));
  put(rename("sticky/of other", "sticky/target"));
  put(link("sticky/full/file", "sticky/linked") < 0 && errno == EPERM ? 0 : 0);
  put(rmdir("sticky/full"));
  put(unlink("sticky/full"));
  put(rename("sticky/below", "sticky/below2"));
  put(rename("sticky/below", "plain/below"));
  put(rmdir("sticky/below"));
  put(unlink("sticky/of owner"));
  put(unlink("sticky/of other"));
  put(unlink("sticky/target"));
  put(rmdir("sticky/target"));
  put(unlink("plain/directory"));
  put(rename("plain/directory", "sticky/moved"));
  put(rename("plain/file", "sticky/file"));
  put(rmdir("plain/directory"));
  put(unlink("plain/file"));
  put(unlink("plain/none"));
  put(mkdir("plain/.", 0700));
  put(rmdir("plain/."));
  put(rmdir("plain/.."));
}

static void show(const char *path) {
  struct stat now;
  if (lstat(path, &now))
    put(-1);
  else
    printf(" %o %u %u", now.st_mode, now.st_uid, now.st_gid);
}

static void inheritance(void) {
  umask(022);
  close(open("shared/file", O_CREAT | O_WRONLY, 02777));
  show("shared/file");
  close(open("shared/locked", O_CREAT | O_WRONLY, 02767));
  show("shared/locked");
  mkdir("shared/directory", 07777);
  show("shared/directory");
  mkfifo("shared/fifo", 0666);
  show("shared/fifo");
  symlink("x", "shared/link");
  show("shared/link");
  umask(077);
  close(open("shared/private", O_CREAT | O_WRONLY, 0666));
  show("shared/private");
}

static void prepare_shared(void) {
  system("rm -rf shared");
  make_directory("shared", 02777, 4001, 4005);
}

/* The real user asks for access; files are reached by the effective one, or by a third. */
static void real_and_effective(void) {
  static const uid_t TRIPLES[][3] = {
      {4000, 4002, 4002}, {4002, 4000, 4000}, {4002, 0, 0}, {0, 4002, 4002}, {0, 0, 4002}};
  make("secret", 0600, 4000, 4000);
  for (int i = 0; i < 5; i++) {
    printf("  %u %u %u: ", TRIPLES[i][0], TRIPLES[i][1], TRIPLES[i][2]);
    fflush(stdout);
    if (fork() == 0) {
      setresgid(4002, 4002, 4002);
      gid_t none;
      setgroups(0, &none);
      setresuid(TRIPLES[i][0], TRIPLES[i][1], -1);
      setfsuid(TRIPLES[i][2]);
      put(access("secret", R_OK));
      put(faccessat(AT_FDCWD, "secret", R_OK, AT_EACCESS));
      put(open("secret", O_RDONLY));
      put(open("made", O_CREAT | O_EXCL | O_WRONLY, 0600));
      show("made");
      unlink("made");
      printf("\n");
      fflush(stdout);
      _exit(0);
    }
    wait(NULL);
  }
}

int main(void) {
  umask(0);
  char name[40];
  for (int i = 0; i < COUNT; i++) {
    sprintf(name, "f%o", MODES[i]);
    make(name, MODES[i], 4000, 4005);
    sprintf(name, "d%o", MODES[i]);
    make_directory(name, 0700, 0, 0);
    strcat(name, "/file");
    make(name, 0644, 0, 0);
    sprintf(name, "d%o", MODES[i]);
    make_directory(name, MODES[i], 4000, 4005);
  }
  each("opens", NULL, opens);
  each("searches", NULL, searches);
  each("attributes", prepare_attributes, attributes);
  each("removals", prepare_directories, removals);
  chmod(".", 0777);
  each("inheritance", prepare_shared, inheritance);
  printf("real, effective and file user\n");
  real_and_effective();
  system("rm -rf d* f* sticky plain shared secret mine \"group's\" link");
  return 0;
}
