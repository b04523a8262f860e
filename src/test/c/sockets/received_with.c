// What comes with a message beside its bytes: when it came, what was lost before, to which address it
// was sent and with how many hops left.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static struct timespec before;

static void begin(void) { clock_gettime(CLOCK_REALTIME, &before); }

// Whether a time is one since the last [begin]. One in microseconds has been rounded up.
static const char *recent(long long seconds, long nanos) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  long long at = seconds * 1000000000 + nanos;
  int late = at >= before.tv_sec * 1000000000ll + before.tv_nsec;
  return at - 999 > now.tv_sec * 1000000000ll + now.tv_nsec ? "of the future" : late ? "recent" : "old";
}

static void receive(const char *what, int fd, int flags) {
  char text[3000];
  union {
    struct cmsghdr first;
    char bytes[300];
  } control;
  struct iovec part = {text, sizeof text};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control.bytes, .msg_controllen = sizeof control.bytes};
  ssize_t size = recvmsg(fd, &message, flags);
  printf("%s: %d", what, (int)size);
  for (struct cmsghdr *each = CMSG_FIRSTHDR(&message); size >= 0 && each; each = CMSG_NXTHDR(&message, each)) {
    void *data = CMSG_DATA(each);
    int length = (int)(each->cmsg_len - ((char *)data - (char *)each));
    if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SCM_TIMESTAMP) {
      struct timeval time;
      memcpy(&time, data, sizeof time);
      printf(" [timestamp %d %s]", length == sizeof time, recent(time.tv_sec, time.tv_usec * 1000 + 999));
    } else if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SCM_TIMESTAMPNS) {
      struct timespec time;
      memcpy(&time, data, sizeof time);
      printf(" [timestampns %d %s]", length == sizeof time, recent(time.tv_sec, time.tv_nsec));
    } else if (each->cmsg_level == SOL_SOCKET && each->cmsg_type == SO_RXQ_OVFL)
      printf(" [lost %d %s]", length, *(unsigned *)data > 0 ? "some" : "none");
    else if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_PKTINFO) {
      struct in_pktinfo info;
      memcpy(&info, data, sizeof info);
      printf(" [pktinfo %d %d %s", length, info.ipi_ifindex, inet_ntoa(info.ipi_spec_dst));
      printf(" %s]", inet_ntoa(info.ipi_addr));
    } else if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_TTL)
      printf(" [ttl %d %d]", length, *(int *)data);
    else if (each->cmsg_level == IPPROTO_IP && each->cmsg_type == IP_TOS)
      printf(" [tos %d %d]", length, *(unsigned char *)data);
    else
      printf(" [%d %d %d]", each->cmsg_level, each->cmsg_type, length);
  }
  printf(" flags %x\n", message.msg_flags);
}

static int option(int fd, int level, int name) {
  int value = -1;
  socklen_t size = sizeof value;
  return getsockopt(fd, level, name, &value, &size) < 0 ? -errno : value;
}

static void set(int fd, int level, int name, int value) {
  if (setsockopt(fd, level, name, &value, sizeof value) < 0)
    printf("option %d %d: %s\n", level, name, strerror(errno));
}

static void stamps(const char *what, int fd) {
  printf("%s: %d %d\n", what, option(fd, SOL_SOCKET, SO_TIMESTAMP), option(fd, SOL_SOCKET, SO_TIMESTAMPNS));
}

static void stamp(const char *what, int fd) {
  struct timeval time;
  struct timespec precise;
  int result = ioctl(fd, SIOCGSTAMP, &time);
  printf("%s: SIOCGSTAMP %d %s", what, result, result < 0 ? strerror(errno) : recent(time.tv_sec, time.tv_usec * 1000 + 999));
  result = ioctl(fd, SIOCGSTAMPNS, &precise);
  printf(" SIOCGSTAMPNS %d %s\n", result, result < 0 ? strerror(errno) : recent(precise.tv_sec, precise.tv_nsec));
}

static void timed(const char *what, int from, int to) {
  printf("%s\n", what);
  begin();
  stamp("at first", to);
  stamps("at first", to);
  send(from, "a", 1, 0);
  send(from, "b", 1, 0);
  usleep(1000);
  receive("not asked for", to, 0);
  set(to, SOL_SOCKET, SO_TIMESTAMP, 1);
  stamps("SO_TIMESTAMP", to);
  receive("asked for afterwards", to, 0);
  send(from, "c", 1, 0);
  usleep(1000);
  receive("looked at", to, MSG_PEEK);
  receive("asked for", to, 0);
  set(to, SOL_SOCKET, SO_TIMESTAMPNS, 5);
  stamps("SO_TIMESTAMPNS", to);
  send(from, "c", 1, 0);
  usleep(1000);
  receive("precisely", to, 0);
  set(to, SOL_SOCKET, SO_TIMESTAMP, 0);
  stamps("none", to);
  send(from, "c", 1, 0);
  usleep(1000);
  receive("no more", to, 0);
  stamp("after all", to);
  set(to, SOL_SOCKET, SO_TIMESTAMPNS, 1);
  set(to, SOL_SOCKET, SO_TIMESTAMP, 1);
  stamps("both", to);
  set(to, SOL_SOCKET, SO_TIMESTAMPNS, 0);
  stamps("the other one unset", to);
}

static int udp(struct sockaddr_in *own) {
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  socklen_t size = sizeof *own;
  *own = (struct sockaddr_in){.sin_family = AF_INET};
  own->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(fd, (struct sockaddr *)own, size);
  getsockname(fd, (struct sockaddr *)own, &size);
  return fd;
}

static void beside(void) {
  struct sockaddr_in at, from;
  int to = udp(&at), sender = udp(&from);
  connect(sender, (struct sockaddr *)&at, sizeof at);
  printf("options %d %d %d\n", option(to, IPPROTO_IP, IP_PKTINFO), option(to, IPPROTO_IP, IP_RECVTTL),
         option(to, IPPROTO_IP, IP_RECVTOS));
  send(sender, "a", 1, 0);
  set(to, IPPROTO_IP, IP_PKTINFO, 1);
  receive("where it went", to, 0);
  set(to, IPPROTO_IP, IP_RECVTTL, 1);
  set(to, IPPROTO_IP, IP_RECVTOS, 1);
  set(sender, IPPROTO_IP, IP_TTL, 17);
  set(sender, IPPROTO_IP, IP_TOS, 0x48);
  send(sender, "a", 1, 0);
  set(sender, IPPROTO_IP, IP_TTL, 18);
  receive("with all", to, 0);
  begin();
  set(to, SOL_SOCKET, SO_TIMESTAMP, 1);
  send(sender, "a", 1, 0);
  receive("and when", to, MSG_PEEK);
  receive("and when", to, 0);
  set(to, IPPROTO_IP, IP_PKTINFO, 0);
  set(to, IPPROTO_IP, IP_RECVTOS, 0);
  set(to, SOL_SOCKET, SO_TIMESTAMP, 0);
  send(sender, "a", 1, 0);
  receive("hops alone", to, 0);
  close(to);
  close(sender);
}

static void lost(void) {
  struct sockaddr_in at, from;
  char text[2000] = "";
  int to = udp(&at), sender = udp(&from);
  connect(sender, (struct sockaddr *)&at, sizeof at);
  set(to, SOL_SOCKET, SO_RCVBUF, 1);
  printf("SO_RXQ_OVFL %d\n", option(to, SOL_SOCKET, SO_RXQ_OVFL));
  set(to, SOL_SOCKET, SO_RXQ_OVFL, 1);
  printf("SO_RXQ_OVFL %d\n", option(to, SOL_SOCKET, SO_RXQ_OVFL));
  for (int i = 0; i < 10; i++)
    send(sender, text, sizeof text, 0);
  receive("first", to, 0);
  while (recv(to, text, sizeof text, MSG_DONTWAIT) > 0)
    ;
  send(sender, text, 10, 0);
  receive("after a loss", to, 0);
  set(to, SOL_SOCKET, SO_RXQ_OVFL, 0);
  send(sender, text, 10, 0);
  receive("not asked for", to, 0);
  close(to);
  close(sender);
}

int main(void) {
  int pair[2];
  struct sockaddr_in at, from;
  setvbuf(stdout, NULL, _IOLBF, 0);
  socketpair(AF_UNIX, SOCK_DGRAM, 0, pair);
  timed("unix datagrams", pair[0], pair[1]);
  socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
  timed("unix seqpacket", pair[0], pair[1]);
  pair[0] = udp(&from);
  pair[1] = udp(&at);
  connect(pair[0], (struct sockaddr *)&at, sizeof at);
  timed("udp", pair[0], pair[1]);
  beside();
  lost();
  return 0;
}
