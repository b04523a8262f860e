/* tee: copies standard input to standard output and files (POSIX); -a appends to them. */
#include <errno.h>
#include <error.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static int write_all(int fd, const char *from, ssize_t size) {
  for (ssize_t done; size > 0; from += done, size -= done)
    if ((done = write(fd, from, size)) < 0)
      return -1;
  return 0;
}

int main(int argc, char **argv) {
  static char buffer[65536];
  int append = 0, status = 0;
  for (int option; (option = getopt(argc, argv, "ai")) != -1;) {
    if (option == 'a') {
      append = 1;
    } else if (option == 'i') {
      signal(SIGINT, SIG_IGN);
    } else {
      fprintf(stderr, "Try '%s --help' for more information.\n", argv[0]);
      return 1;
    }
  }
  int count = argc - optind + 1, fds[count];
  char **names = argv + optind - 1;
  names[0] = "standard output";
  fds[0] = 1;
  for (int i = 1; i < count; i++) {
    fds[i] = open(names[i], O_WRONLY | O_CREAT | (append ? O_APPEND : O_TRUNC), 0666);
    if (fds[i] < 0) {
      error(0, errno, "%s", names[i]);
      status = 1;
    }
  }
  for (ssize_t size; (size = read(0, buffer, sizeof buffer)) > 0;) {
    for (int i = 0; i < count; i++) {
      if (fds[i] >= 0 && write_all(fds[i], buffer, size)) {
        error(0, errno, "%s", names[i]);
        fds[i] = -1;
        status = 1;
      }
    }
  }
  return status;
}
