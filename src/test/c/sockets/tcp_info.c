// What TCP tells of a connection, as far as it does not depend on times and on how the kernel packs bytes.
#include <arpa/inet.h>
#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void tell(const char *what, int fd) {
  struct tcp_info info;
  socklen_t size = sizeof info;
  memset(&info, 0, sizeof info);
  if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) < 0) {
    printf("%s: %s\n", what, strerror(errno));
    return;
  }
  printf("%s: %d state %d, %d repeated, %d lost, %d in all, backoff %d, %u under way, backlog %u\n", what,
         (int)size == sizeof info, info.tcpi_state, info.tcpi_retransmits, info.tcpi_lost, info.tcpi_total_retrans,
         info.tcpi_backoff, info.tcpi_unacked, info.tcpi_sacked);
  printf("  acknowledged %d received %d unsent %d threshold %x, data sent %d data received %d bytes %d again %d\n",
         (int)info.tcpi_bytes_acked, (int)info.tcpi_bytes_received, (int)info.tcpi_notsent_bytes, info.tcpi_snd_ssthresh,
         (int)info.tcpi_data_segs_out, (int)info.tcpi_data_segs_in, (int)info.tcpi_bytes_sent,
         (int)info.tcpi_bytes_retrans);
}

static void sizes(int fd) {
  unsigned char bytes[1000];
  for (int i = 0; i < 4; i++) {
    socklen_t size = (socklen_t[]){0, 1, 104, 1000}[i];
    int result = getsockopt(fd, IPPROTO_TCP, TCP_INFO, bytes, &size);
    printf("%d %d\n", result, (int)size);
  }
  printf("set: %d %d\n", setsockopt(fd, IPPROTO_TCP, TCP_INFO, bytes, 4), errno == ENOPROTOOPT);
}

int main(void) {
  int listener = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0), server;
  struct sockaddr_in own = {.sin_family = AF_INET};
  socklen_t size = sizeof own;
  char text[100];
  setvbuf(stdout, NULL, _IOLBF, 0);
  tell("new", client);
  own.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(listener, (struct sockaddr *)&own, size);
  getsockname(listener, (struct sockaddr *)&own, &size);
  listen(listener, 5);
  tell("listens", listener);
  connect(client, (struct sockaddr *)&own, size);
  usleep(20000);
  tell("one waits", listener);
  server = accept(listener, NULL, NULL);
  tell("none waits", listener);
  tell("client", client);
  tell("server", server);
  send(client, "abc", 3, 0);
  usleep(60000);
  tell("client has sent", client);
  tell("server has received", server);
  recv(server, text, 2, 0);
  send(server, "abcdef", 6, 0);
  send(server, "ghi", 3, 0);
  usleep(60000);
  tell("server has sent", server);
  tell("client has received", client);
  shutdown(client, SHUT_WR);
  usleep(60000);
  tell("server after the end", server);
  shutdown(server, SHUT_WR);
  usleep(60000);
  tell("client when all is over", client);
  close(server);
  sizes(listener);
  tell("udp", socket(AF_INET, SOCK_DGRAM, 0));
  tell("unix", socket(AF_UNIX, SOCK_STREAM, 0));
  return 0;
}
