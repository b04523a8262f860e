// A look at less than the first message of a stream finds the descriptors of a later one.
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static int pair[2];

union control {
  struct cmsghdr header;
  char bytes[CMSG_SPACE(sizeof(int))];
};

static void look(int size, int flags) {
  union control control;
  char bytes[16] = {0};
  struct iovec part = {bytes, size};
  struct msghdr message = {0};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  int got = recvmsg(pair[1], &message, flags | MSG_DONTWAIT);
  struct cmsghdr *found = CMSG_FIRSTHDR(&message);
  printf("%d '%s' with %s, flags %x\n", got, bytes, found ? "a descriptor" : "none", message.msg_flags);
  if (found) {
    int fd;
    memcpy(&fd, CMSG_DATA(found), sizeof fd);
    close(fd);
  }
}

int main(void) {
  union control control;
  struct iovec part = {"second", 6};
  struct msghdr message = {0};
  socketpair(AF_UNIX, SOCK_STREAM, 0, pair);
  write(pair[0], "first", 5);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  memset(&control, 0, sizeof control);
  control.header.cmsg_level = SOL_SOCKET;
  control.header.cmsg_type = SCM_RIGHTS;
  control.header.cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(&control.header), &(int){1}, sizeof(int));
  sendmsg(pair[0], &message, 0);
  look(1, MSG_PEEK);
  look(5, MSG_PEEK);
  look(7, MSG_PEEK);
  look(1, 0);
  look(4, 0);
  look(2, 0);
  look(9, 0);
  return 0;
}
