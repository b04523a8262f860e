#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* That the speed of input is 0, which means that of output. */
#define IBAUD0 020000000000
#define KERNEL_NCCS 19

/* What the kernel has. */
struct kernel_termios {
  tcflag_t c_iflag;
  tcflag_t c_oflag;
  tcflag_t c_cflag;
  tcflag_t c_lflag;
  cc_t c_line;
  cc_t c_cc[KERNEL_NCCS];
};

int tcgetattr(int fd, struct termios *to) {
  struct kernel_termios kernel;
  if (__ioctl(fd, TCGETS, &kernel))
    return -1;
  to->c_iflag = kernel.c_iflag;
  to->c_oflag = kernel.c_oflag;
  to->c_cflag = kernel.c_cflag;
  to->c_lflag = kernel.c_lflag;
  to->c_line = kernel.c_line;
  memset(to->c_cc, 0, sizeof to->c_cc);
  memcpy(to->c_cc, kernel.c_cc, sizeof kernel.c_cc);
  to->c_ispeed = to->c_ospeed = kernel.c_cflag & CBAUD;
  return 0;
}

int tcsetattr(int fd, int when, const struct termios *from) {
  struct kernel_termios kernel;
  if (when < TCSANOW || when > TCSAFLUSH) {
    errno = EINVAL;
    return -1;
  }
  kernel.c_iflag = from->c_iflag & ~(tcflag_t)IBAUD0;
  kernel.c_oflag = from->c_oflag;
  kernel.c_cflag = from->c_cflag;
  kernel.c_lflag = from->c_lflag;
  kernel.c_line = from->c_line;
  memcpy(kernel.c_cc, from->c_cc, sizeof kernel.c_cc);
  return __ioctl(fd, TCSETS + when, &kernel);
}

int tcdrain(int fd) { return __ioctl(fd, TCSBRK, (void *)1); }
int tcflush(int fd, int queue) { return __ioctl(fd, TCFLSH, (void *)(long)queue); }
int tcflow(int fd, int action) { return __ioctl(fd, TCXONC, (void *)(long)action); }

int tcsendbreak(int fd, int duration) {
  return duration <= 0 ? __ioctl(fd, TCSBRK, (void *)0)
                       : __ioctl(fd, TCSBRKP, (void *)(long)((duration + 99) / 100));
}

pid_t tcgetsid(int fd) {
  int session;
  return __ioctl(fd, TIOCGSID, &session) ? -1 : session;
}

pid_t tcgetpgrp(int fd) {
  int group;
  return __ioctl(fd, TIOCGPGRP, &group) ? -1 : group;
}

int tcsetpgrp(int fd, pid_t group) {
  int number = group;
  return __ioctl(fd, TIOCSPGRP, &number);
}

speed_t cfgetospeed(const struct termios *settings) { return settings->c_cflag & CBAUD; }

speed_t cfgetispeed(const struct termios *settings) {
  return settings->c_iflag & IBAUD0 ? 0 : settings->c_cflag & CBAUD;
}

static int is_speed(speed_t speed) {
  if ((speed & ~(speed_t)CBAUD) == 0 || speed >= B57600 && speed <= B4000000)
    return 1;
  errno = EINVAL;
  return 0;
}

int cfsetospeed(struct termios *settings, speed_t speed) {
  if (!is_speed(speed))
    return -1;
  settings->c_ospeed = speed;
  settings->c_cflag = settings->c_cflag & ~(tcflag_t)CBAUD | speed;
  return 0;
}

int cfsetispeed(struct termios *settings, speed_t speed) {
  if (!is_speed(speed))
    return -1;
  settings->c_ispeed = speed;
  if (speed == 0) {
    settings->c_iflag |= IBAUD0;
  } else {
    settings->c_iflag &= ~(tcflag_t)IBAUD0;
    settings->c_cflag = settings->c_cflag & ~(tcflag_t)CBAUD | speed;
  }
  return 0;
}

static const __UINT32_TYPE__ rates[] = {
    0,      50,     75,     110,     134,     150,     200,     300,     600,     1200,    1800,
    2400,   4800,   9600,   19200,   38400,   57600,   115200,  230400,  460800,  500000,  576000,
    921600, 1000000, 1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000};

int cfsetspeed(struct termios *settings, speed_t speed) {
  for (unsigned i = 0; i < sizeof rates / sizeof rates[0]; i++) {
    speed_t code = i < 16 ? i : B57600 + i - 16;
    if (speed == code || speed == rates[i])
      return cfsetispeed(settings, code) || cfsetospeed(settings, code) ? -1 : 0;
  }
  errno = EINVAL;
  return -1;
}

void cfmakeraw(struct termios *settings) {
  settings->c_iflag &= ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  settings->c_oflag &= ~OPOST;
  settings->c_lflag &= ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  settings->c_cflag = settings->c_cflag & ~(CSIZE | PARENB) | CS8;
  settings->c_cc[VMIN] = 1;
  settings->c_cc[VTIME] = 0;
}
