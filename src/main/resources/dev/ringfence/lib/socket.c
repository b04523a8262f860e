#include <errno.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

struct cmsghdr *__cmsg_nxthdr(struct msghdr *header, struct cmsghdr *message) {
  char *end = (char *)header->msg_control + header->msg_controllen;
  if (message->cmsg_len < sizeof *message)
    return NULL;
  struct cmsghdr *next = (struct cmsghdr *)((char *)message + CMSG_ALIGN(message->cmsg_len));
  return (char *)(next + 1) > end ? NULL : next;
}

int sockatmark(int fd) {
  int at;
  return ioctl(fd, SIOCATMARK, &at) < 0 ? -1 : at;
}

int isfdtype(int fd, int type) {
  struct stat status;
  return fstat(fd, &status) < 0 ? -1 : (status.st_mode & S_IFMT) == type;
}
