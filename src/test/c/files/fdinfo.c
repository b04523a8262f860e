// What /proc/self/fdinfo and /proc/net say of what a process has open. Numbers that differ from run to run are N.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

static unsigned long inode(int fd) {
  struct stat s;
  fstat(fd, &s);
  return s.st_ino;
}

// Prints the lines, without those that differ.
static void info(const char *what, int fd) {
  char path[64], line[300];
  sprintf(path, "/proc/self/fdinfo/%d", fd);
  FILE *file = fopen(path, "r");
  printf("%s\n", what);
  while (fgets(line, sizeof line, file)) {
    unsigned long number;
    if (strncmp(line, "mnt_id:", 7) == 0)
      continue;
    if (sscanf(line, "ino: %lu", &number) == 1)
      printf("ino as of fstat: %d\n", number == inode(fd));
    else if (strncmp(line, "eventfd-id", 10) == 0 || strncmp(line, "Pid", 3) == 0 || strncmp(line, "NSpid", 5) == 0)
      printf("%.*s N\n", (int)strcspn(line, ":"), line);
    else if (strncmp(line, "it_value", 8) == 0)
      printf("%.14s\n", line);
    else if (strncmp(line, "tfd:", 4) == 0)
      printf("%.*s\n", (int)(strstr(line, " ino:") - line), line);
    else
      printf("%s", line);
  }
  fclose(file);
}

static void anonymous(void) {
  int ends[2], set = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event event = {EPOLLIN | EPOLLET, {.u64 = 0x1234567890abcdef}};
  sigset_t mask;
  struct itimerspec times = {{1, 0}, {50, 0}};
  pipe(ends);
  info("pipe", ends[0]);
  info("pipe", ends[1]);
  int counter = eventfd(300, EFD_NONBLOCK);
  info("eventfd", counter);
  info("semaphore", eventfd(0, EFD_SEMAPHORE | EFD_CLOEXEC));
  epoll_ctl(set, EPOLL_CTL_ADD, ends[0], &event);
  info("epoll", set);
  sigemptyset(&mask);
  sigaddset(&mask, SIGUSR1), sigaddset(&mask, SIGRTMAX);
  info("signalfd", signalfd(-1, &mask, 0));
  int timer = timerfd_create(CLOCK_MONOTONIC, 0);
  info("timerfd", timer);
  timerfd_settime(timer, 0, &times, NULL);
  info("timerfd", timer);
  info("timerfd", timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK));
  info("timerfd", timerfd_create(CLOCK_BOOTTIME, 0));
  info("pidfd", pidfd_open(getpid(), 0));
}

static void files(void) {
  int fd = open("file", O_RDWR | O_CREAT | O_APPEND, 0600);
  write(fd, "hello", 5);
  info("file", fd);
  info("again", fcntl(fd, F_DUPFD_CLOEXEC, 0));
  unlink("file");
}

static void sockets(void) {
  int pair[2];
  char control[CMSG_SPACE(sizeof(int))] = {0};
  struct iovec part = {"x", 1};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair);
  header->cmsg_level = SOL_SOCKET, header->cmsg_type = SCM_RIGHTS, header->cmsg_len = CMSG_LEN(sizeof(int));
  memcpy(CMSG_DATA(header), &(int){0}, sizeof(int));
  sendmsg(pair[0], &message, 0);
  info("socket", pair[0]);
  info("socket", pair[1]);
  info("tcp", socket(AF_INET, SOCK_STREAM, 0));
}

// The line of a file of /proc/net about a socket, with N for what differs.
static void net(const char *path, int fd) {
  char line[400], number[32];
  sprintf(number, " %lu", inode(fd));
  FILE *file = fopen(path, "r");
  fgets(line, sizeof line, file);
  printf("%s%zu\n", line, strlen(line));
  while (fgets(line, sizeof line, file)) {
    char *at = strstr(line, number);
    if (!at || isdigit(at[strlen(number)]))
      continue;
    if (strstr(path, "unix")) {
      printf("N%.*s N%.6s\n", (int)(at - strchr(line, ':')), strchr(line, ':'), at + strlen(number));
      continue;
    }
    char local[20], remote[20], state[4], queues[30];
    sscanf(line, "%*s %s %s %s %s", local, remote, state, queues);
    local[9] = 0;
    if (strcmp(remote, "00000000:0000") != 0)
      remote[9] = 0;
    printf("%s %s %s %s %zu\n", local, remote, state, queues, strlen(line));
  }
  fclose(file);
}

static void tables(void) {
  int pair[2], listener = socket(AF_UNIX, SOCK_STREAM, 0), named = socket(AF_UNIX, SOCK_DGRAM, 0);
  struct sockaddr_un at = {AF_UNIX, "sock"}, abstract = {AF_UNIX};
  struct sockaddr_in in = {AF_INET, 0, {htonl(INADDR_LOOPBACK)}};
  socklen_t size = sizeof in;
  socketpair(AF_UNIX, SOCK_SEQPACKET, 0, pair);
  bind(listener, (struct sockaddr *)&at, sizeof at);
  listen(listener, 1);
  sprintf(abstract.sun_path + 1, "%08x", getpid());
  bind(named, (struct sockaddr *)&abstract, 2 + 9);
  net("/proc/net/unix", pair[0]);
  net("/proc/net/unix", listener);
  net("/proc/net/unix", named);
  unlink("sock");
  int tcp = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0), udp = socket(AF_INET, SOCK_DGRAM, 0);
  bind(tcp, (struct sockaddr *)&in, sizeof in);
  listen(tcp, 5);
  getsockname(tcp, (struct sockaddr *)&in, &size);
  connect(client, (struct sockaddr *)&in, size);
  net("/proc/net/tcp", tcp);
  int server = accept(tcp, NULL, NULL);
  write(client, "hello", 5);
  net("/proc/net/tcp", server);
  net("/proc/net/tcp", client);
  in.sin_port = 0;
  bind(udp, (struct sockaddr *)&in, size);
  net("/proc/net/udp", udp);
  close(server);
}

int main(void) {
  anonymous();
  files();
  sockets();
  tables();
  return 0;
}
