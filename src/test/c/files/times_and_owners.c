// Times of files set by utime and its successors, owners, space, synchronising, limits of paths.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

static void show(const char *name) {
  struct stat status;
  lstat(name, &status);
  printf("%s: %ld.%09ld %ld.%09ld\n", name, (long)status.st_atim.tv_sec, status.st_atim.tv_nsec,
         (long)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
}

static void said(int result) { printf("%d %s\n", result, result ? strerror(errno) : ""); }

int main(void) {
  int fd = open("file", O_RDWR | O_CREAT | O_TRUNC, 0644);
  struct stat status;
  fstat(fd, &status);
  printf("recent %d %d\n", time(NULL) - status.st_mtime < 100, status.st_mtime <= time(NULL));
  struct utimbuf both = {1000000000, 1234567890};
  said(utime("file", &both));
  show("file");
  struct timeval times[2] = {{5, 250000}, {6, 999999}};
  said(utimes("file", times));
  show("file");
  struct timespec exact[2] = {{7, UTIME_OMIT}, {8, 123456789}};
  said(futimens(fd, exact));
  show("file");
  exact[0].tv_nsec = 2000000000;
  said(futimens(fd, exact));
  said(utimensat(AT_FDCWD, "missing", NULL, 0));
  symlink("file", "link");
  exact[0].tv_nsec = 1;
  said(utimensat(AT_FDCWD, "link", exact, AT_SYMLINK_NOFOLLOW));
  show("link");
  show("file");
  said(utime("file", NULL));
  stat("file", &status);
  printf("recent %d\n", time(NULL) - status.st_mtime < 100);

  said(chown("file", getuid(), getgid()));
  said(fchown(fd, -1, -1));
  said(lchown("link", -1, getgid()));
  said(chown("missing", -1, -1));
  printf("%d %d\n", status.st_uid == getuid(), status.st_gid == getgid());

  printf("%d %s\n", posix_fallocate(fd, 100, 50), strerror(posix_fallocate(fd, 0, 0)));
  fstat(fd, &status);
  printf("%ld %d\n", (long)status.st_size, posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL));
  said(fsync(fd));
  said(fdatasync(99));
  sync();
  stat("/dev/null", &status);
  printf("%u %u %d\n", major(status.st_rdev), minor(status.st_rdev),
         makedev(1, 3) == status.st_rdev);
  printf("%ld %ld\n", pathconf(".", _PC_NAME_MAX), fpathconf(fd, _PC_PATH_MAX));
  printf("%ld", pathconf("missing", _PC_NAME_MAX));
  printf(" %s\n", strerror(errno));
  errno = 0;
  printf("%ld", pathconf(".", 999));
  printf(" %s\n", strerror(errno));
  return 0;
}
