// Who sends, as UNIX sockets tell it (SO_PASSCRED, SCM_CREDENTIALS), and wrong control messages.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/uio.h>
#include <sys/wait.h>

static char buffer[100];

static void take(int fd, size_t room, int flags) {
  union {
    char bytes[200];
    struct cmsghdr align;
  } control;
  struct iovec part = {buffer, 10};
  struct msghdr message;
  memset(&message, 0, sizeof message);
  memset(&control, 0, sizeof control);
  memset(buffer, 0, sizeof buffer);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = room ? &control : NULL;
  message.msg_controllen = room;
  errno = 0;
  ssize_t got = recvmsg(fd, &message, flags);
  printf("received %zd %s '%s' flags %x", got, got < 0 ? strerror(errno) : "", buffer,
         message.msg_flags);
  struct cmsghdr *header = got < 0 ? NULL : CMSG_FIRSTHDR(&message);
  for (; header; header = CMSG_NXTHDR(&message, header)) {
    struct ucred sender;
    printf(" [%d %d", header->cmsg_level, header->cmsg_type);
    if (header->cmsg_type == SCM_CREDENTIALS && header->cmsg_len == CMSG_LEN(sizeof sender)) {
      memcpy(&sender, CMSG_DATA(header), sizeof sender);
      printf(" pid %d", sender.pid == getpid() ? 1 : sender.pid == 0 ? 0 : 2);
      printf(" uid %d gid %d", sender.uid == getuid() ? 1 : (int)sender.uid,
             sender.gid == getgid() ? 1 : (int)sender.gid);
    }
    printf("]");
  }
  printf("\n");
}

static void told(int type) {
  int s[2], on = 1;
  printf("--- type %d\n", type);
  socketpair(AF_UNIX, type, 0, s);
  CHECK(write(s[0], "a", 1));
  setsockopt(s[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  take(s[1], 100, 0);
  CHECK(write(s[0], "b", 1));
  take(s[1], 100, 0);
  CHECK(write(s[0], "b", 1));
  take(s[1], 0, 0);
  CHECK(write(s[0], "b", 1));
  take(s[1], CMSG_LEN(4), 0);
  CHECK(write(s[0], "b", 1));
  take(s[1], 8, 0);
  fflush(stdout);
  if (!fork()) {
    write(s[0], "child", 5);
    _exit(0);
  }
  wait(NULL);
  CHECK(write(s[0], "parent", 6));
  take(s[1], 100, MSG_PEEK);
  take(s[1], 100, 0);
  take(s[1], 100, MSG_DONTWAIT);
  close(s[0]);
  close(s[1]);
}

static void inherited(void) {
  struct sockaddr_un address = abstract("credentials");
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), client = socket(AF_UNIX, SOCK_STREAM, 0);
  int on = 1;
  BIND(listener, address);
  listen(listener, 5);
  CHECK(CONNECT(client, address));
  setsockopt(listener, SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  int server = accept(listener, NULL, NULL);
  printf("before: %d\n", int_option(server, SO_PASSCRED));
  close(server);
  close(client);
  client = socket(AF_UNIX, SOCK_STREAM, 0);
  CHECK(CONNECT(client, address));
  server = accept(listener, NULL, NULL);
  printf("after: %d\n", int_option(server, SO_PASSCRED));
  write(client, "x", 1);
  take(server, 100, 0);
}

static void claimed(int type) {
  int s[2], on = 1, off = 0;
  struct iovec part = {"zz", 2};
  struct msghdr message;
  union {
    char bytes[CMSG_SPACE(sizeof(struct ucred))];
    struct cmsghdr align;
  } control;
  socketpair(AF_UNIX, type, 0, s);
  setsockopt(s[1], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  memset(&message, 0, sizeof message);
  memset(&control, 0, sizeof control);
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  struct ucred own = {getpid(), getuid(), getgid()};
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_CREDENTIALS;
  header->cmsg_len = CMSG_LEN(sizeof own);
  memcpy(CMSG_DATA(header), &own, sizeof own);
  CHECK(sendmsg(s[0], &message, 0));
  take(s[1], 100, 0);
  setsockopt(s[1], SOL_SOCKET, SO_PASSCRED, &off, sizeof off);
  CHECK(sendmsg(s[0], &message, 0));
  take(s[1], 100, 0);
  header->cmsg_len = CMSG_LEN(4);
  CHECK(sendmsg(s[0], &message, 0));
  header->cmsg_len = 4;
  CHECK(sendmsg(s[0], &message, 0));
  header->cmsg_len = 1000;
  CHECK(sendmsg(s[0], &message, 0));
  header->cmsg_len = CMSG_LEN(sizeof own);
  header->cmsg_type = 77;
  CHECK(sendmsg(s[0], &message, 0));
  header->cmsg_level = 55;
  CHECK(sendmsg(s[0], &message, 0));
  CHECK(recv(s[1], buffer, 10, MSG_DONTWAIT));
  // A kernel of 64 bits looks at the messages of a program of 32 before their size.
  if (sizeof(long) == 8) {
    message.msg_controllen = 1 << 20;
    CHECK(sendmsg(s[0], &message, 0));
    message.msg_controllen = 100;
    message.msg_control = NULL;
    CHECK(sendmsg(s[0], &message, 0));
    message.msg_control = &control;
  }
  message.msg_controllen = -1;
  CHECK(sendmsg(s[0], &message, 0));
  message.msg_controllen = 100;
  message.msg_control = (void *)1;
  CHECK(sendmsg(s[0], &message, 0));
  message.msg_control = NULL;
  message.msg_controllen = 0;
  message.msg_iovlen = 1025;
  CHECK(sendmsg(s[0], &message, 0));
  message.msg_iovlen = 1;
  message.msg_iov = (void *)1;
  CHECK(sendmsg(s[0], &message, 0));
  message.msg_iov = &part;
  part.iov_len = -1;
  CHECK(sendmsg(s[0], &message, 0));
  part.iov_len = 2;
  message.msg_name = buffer;
  message.msg_namelen = -1;
  CHECK(sendmsg(s[0], &message, 0));
  memset(buffer, 0, sizeof buffer);
  message.msg_namelen = 4;
  CHECK(sendmsg(s[0], &message, 0));
  close(s[0]);
  close(s[1]);
}

int main(void) {
  int types[] = {SOCK_STREAM, SOCK_DGRAM, SOCK_SEQPACKET};
  setbuf(stdout, NULL);
  for (int i = 0; i < 3; i++) {
    told(types[i]);
    claimed(types[i]);
  }
  inherited();
  return 0;
}
