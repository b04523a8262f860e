// A reader waits for the write end of a pipe that lies in the queue of a socket until somebody takes it.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/uio.h>
#include <sys/wait.h>

union control {
  char bytes[CMSG_SPACE(sizeof(int))];
  struct cmsghdr align;
};

int main(void) {
  int s[2], p[2], fd;
  char c = 0;
  union control control;
  struct iovec part = {"x", 1};
  struct msghdr message;
  setbuf(stdout, NULL);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  pipe(p);
  memset(&message, 0, sizeof message);
  memset(&control, 0, sizeof control);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  if (!fork()) {
    close(p[0]);
    close(p[1]);
    close(s[0]);
    usleep(20000);
    part.iov_base = &c;
    recvmsg(s[1], &message, 0);
    memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
    usleep(20000);
    write(fd, "y", 1);
    _exit(0);
  }
  close(s[1]);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(header), &p[1], sizeof(int));
  CHECK(sendmsg(s[0], &message, 0));
  close(p[1]);
  CHECK(read(p[0], &c, 1));
  printf("%c\n", c);
  CHECK(read(p[0], &c, 1));
  wait(NULL);
  return 0;
}
