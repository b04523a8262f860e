/* touch: sets the times of files to now, and makes those that are missing (POSIX); -c does not. */
#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static int access_only, modification_only, creates = 1;

static int touch(const char *path) {
  struct timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  if (access_only != modification_only)
    times[access_only].tv_nsec = UTIME_OMIT;
  int fd = creates ? open(path, O_WRONLY | O_CREAT | O_NONBLOCK | O_NOCTTY, 0666) : -1;
  int number = errno;
  if (fd >= 0)
    close(fd);
  if (!utimensat(AT_FDCWD, path, times, 0) || !creates && errno == ENOENT)
    return 0;
  if (creates && fd < 0 && number != EISDIR)
    error(0, number, "cannot touch '%s'", path);
  else
    error(0, errno, "setting times of '%s'", path);
  return 1;
}

int main(int argc, char **argv) {
  int status = 0, wrong = 0;
  for (int option; (option = getopt(argc, argv, "acm")) != -1;) {
    access_only |= option == 'a';
    modification_only |= option == 'm';
    creates &= option != 'c';
    wrong |= option == '?';
  }
  if (!wrong && optind == argc)
    error(0, 0, "missing file operand");
  if (wrong || optind == argc) {
    fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
    return 1;
  }
  for (; optind < argc; optind++)
    status |= touch(argv[optind]);
  return status;
}
