// Several messages at once (sendmmsg, recvmmsg), and several buffers of one message.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/uio.h>
#include <time.h>

static char texts[8][10];
static struct iovec parts[8];
static struct mmsghdr messages[8];

static void prepare(int length) {
  memset(messages, 0, sizeof messages);
  for (int i = 0; i < 8; i++) {
    sprintf(texts[i], "msg%d", i);
    parts[i].iov_base = texts[i];
    parts[i].iov_len = length ? length : 2 + i % 3;
    messages[i].msg_hdr.msg_iov = &parts[i];
    messages[i].msg_hdr.msg_iovlen = 1;
  }
}

static void show(int count) {
  for (int i = 0; i < count; i++)
    printf("%d %.4s %x; ", messages[i].msg_len, texts[i], messages[i].msg_hdr.msg_flags);
  printf("\n");
}

static void messages_at_once(void) {
  int s[2];
  struct timespec none = {0, 0}, second = {1, 0}, wrong = {0, -1};
  socketpair(AF_UNIX, SOCK_DGRAM, 0, s);
  prepare(0);
  CHECK(sendmmsg(s[0], messages, 5, 0));
  show(5);
  prepare(3);
  CHECK(recvmmsg(s[1], messages, 8, MSG_WAITFORONE, NULL));
  show(5);
  CHECK(recvmmsg(s[1], messages, 8, MSG_DONTWAIT, NULL));
  CHECK(sendmmsg(s[0], messages, 0, 0));
  messages[2].msg_hdr.msg_iov = (void *)1;
  CHECK(sendmmsg(s[0], messages, 8, 0));
  CHECK(recvmmsg(s[1], messages, 8, MSG_DONTWAIT, NULL));
  CHECK(sendmmsg(s[0], messages + 2, 3, 0));
  prepare(3);
  CHECK(sendmmsg(s[0], messages, 8, 0));
  CHECK(recvmmsg(s[1], messages, 3, 0, &none));
  CHECK(recvmmsg(s[1], messages, 3, 0, &second));
  CHECK(recvmmsg(s[1], messages, 3, 0, &wrong));
  CHECK(recvmmsg(s[1], messages, 100, MSG_DONTWAIT, NULL));
  CHECK(sendmmsg(99, messages, 8, 0));
}

static void several_buffers(int type) {
  int s[2];
  char one[10] = "", other[10] = "";
  struct iovec out[3] = {{"ab", 2}, {"", 0}, {"cdef", 4}}, in[2] = {{one, 1}, {other, 9}};
  struct msghdr message;
  socketpair(AF_UNIX, type, 0, s);
  CHECK(writev(s[0], out, 3));
  memset(&message, 0, sizeof message);
  message.msg_iov = in;
  message.msg_iovlen = 2;
  CHECK(recvmsg(s[1], &message, 0));
  printf("%s %s\n", one, other);
  CHECK(writev(s[0], out, 3));
  CHECK(readv(s[1], in, 2));
  printf("%s %s\n", one, other);
  message.msg_iovlen = 0;
  CHECK(sendmsg(s[0], &message, 0));
  CHECK(recv(s[1], one, 1, MSG_DONTWAIT));
}

int main(void) {
  setbuf(stdout, NULL);
  messages_at_once();
  several_buffers(SOCK_STREAM);
  several_buffers(SOCK_DGRAM);
  several_buffers(SOCK_SEQPACKET);
  return 0;
}
