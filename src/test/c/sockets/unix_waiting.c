// Calls on UNIX sockets that wait, and what ends their waiting.
#define _GNU_SOURCE
#include "unix.h"
#include <sys/wait.h>

static char big[300000];
static volatile sig_atomic_t signalled;

static void handler(int signal) { signalled = signal; }

static void later(void) { usleep(30000); }

// Runs the rest of the block in a child, while the parent goes on.
#define CHILD if (!fork())

static void reader(void) {
  int s[2];
  char c[10];
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  CHILD {
    later();
    write(s[1], "abc", 3);
    later();
    write(s[1], "de", 2);
    later();
    _exit(0);
  }
  close(s[1]);
  CHECK(recv(s[0], c, 10, 0));
  CHECK(recv(s[0], c, 10, MSG_WAITALL));
  CHECK(read(s[0], c, 1));
  wait(NULL);
}

static void writer(void) {
  int s[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  CHILD {
    int got, sum = 0;
    close(s[0]);
    later();
    while ((got = read(s[1], big, 10000)) > 0)
      sum += got;
    printf("child got %d\n", sum);
    _exit(0);
  }
  close(s[1]);
  CHECK(write(s[0], big, sizeof big));
  close(s[0]);
  wait(NULL);
}

static void writer_to_one_that_leaves(int much) {
  int s[2];
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  fcntl(s[0], F_SETFL, O_NONBLOCK);
  while (write(s[0], big, 1000) > 0)
    ;
  fcntl(s[0], F_SETFL, 0);
  CHILD {
    close(s[0]);
    later();
    _exit(0);
  }
  close(s[1]);
  signalled = 0;
  CHECK(write(s[0], big, much));
  CHECK(read(s[0], big, 1));
  CHECK(read(s[0], big, 1));
  printf("signal %d\n", signalled);
  CHECK(write(s[0], big, 1));
  printf("signal %d\n", signalled);
  wait(NULL);
}

static void acceptor(void) {
  struct sockaddr_un address = abstract("accept");
  int listener = socket(AF_UNIX, SOCK_STREAM, 0), fd;
  BIND(listener, address);
  listen(listener, 0);
  CHILD {
    later();
    for (int i = 0; i < 3; i++) {
      fd = socket(AF_UNIX, SOCK_STREAM, 0);
      if (CONNECT(fd, address) < 0)
        perror("connect");
      write(fd, "hello", 5);
    }
    _exit(0);
  }
  for (int i = 0; i < 3; i++) {
    char text[10] = "";
    CHECK((fd = accept(listener, NULL, NULL)) > 0);
    read(fd, text, 5);
    printf("%s\n", text);
    later();
    close(fd);
  }
  wait(NULL);
}

static void connector_is_refused(void) {
  struct sockaddr_un address = abstract("refuse");
  int listener = socket(AF_UNIX, SOCK_STREAM, 0);
  BIND(listener, address);
  listen(listener, 0);
  CHILD {
    later();
    _exit(0);
  }
  int first = socket(AF_UNIX, SOCK_STREAM, 0), second = socket(AF_UNIX, SOCK_STREAM, 0);
  CHILD {
    close(listener);
    CHECK(CONNECT(first, address));
    CHECK(CONNECT(second, address));
    CHECK(read(first, big, 1));
    _exit(0);
  }
  later();
  later();
  close(listener);
  wait(NULL);
  wait(NULL);
}

static void datagram_sender(void) {
  struct sockaddr_un address = abstract("full");
  int receiver = socket(AF_UNIX, SOCK_DGRAM, 0), sender = socket(AF_UNIX, SOCK_DGRAM, 0);
  BIND(receiver, address);
  CHILD {
    for (int i = 0; i < 15; i++)
      SENDTO(sender, &"abcdefghijklmno"[i], 1, 0, address);
    _exit(0);
  }
  later();
  char got[16] = "";
  for (int i = 0; i < 15; i++) {
    recv(receiver, got + i, 1, 0);
    if (i == 3)
      wait(NULL);
  }
  puts(got);
}

static void interrupted(int flags) {
  int s[2];
  struct sigaction action = {0};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigaction(SIGUSR1, &action, NULL);
  socketpair(AF_UNIX, SOCK_STREAM, 0, s);
  CHILD {
    later();
    kill(getppid(), SIGUSR1);
    later();
    write(s[1], "late", 4);
    _exit(0);
  }
  CHECK(recv(s[0], big, 10, 0));
  wait(NULL);
  while (recv(s[0], big, 10, MSG_DONTWAIT) > 0)
    ;
  struct timeval second = {1, 0};
  setsockopt(s[0], SOL_SOCKET, SO_RCVTIMEO, &second, sizeof second);
  CHILD {
    later();
    kill(getppid(), SIGUSR1);
    _exit(0);
  }
  CHECK(recv(s[0], big, 10, 0));
  wait(NULL);
}

int main(void) {
  setbuf(stdout, NULL);
  signal(SIGPIPE, handler);
  reader();
  writer();
  writer_to_one_that_leaves(1);
  writer_to_one_that_leaves(200000);
  acceptor();
  connector_is_refused();
  datagram_sender();
  interrupted(0);
  interrupted(SA_RESTART);
  return 0;
}
