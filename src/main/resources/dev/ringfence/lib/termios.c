#include <errno.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* What a terminal has that nobody has changed. */
static struct termios terminal = {
    BRKINT | ICRNL | IXON,
    OPOST | ONLCR,
    CS8 | CREAD | HUPCL,
    ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE,
    0,
    {3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22},
    B38400,
    B38400};

static int is_terminal(int fd) { return isatty(fd) ? 0 : -1; }

int tcgetattr(int fd, struct termios *to) {
  if (is_terminal(fd))
    return -1;
  *to = terminal;
  return 0;
}

/* The settings are kept, but the console does as it always does. */
int tcsetattr(int fd, int when, const struct termios *from) {
  if (when < TCSANOW || when > TCSAFLUSH) {
    errno = EINVAL;
    return -1;
  }
  if (is_terminal(fd))
    return -1;
  terminal = *from;
  return 0;
}

int tcdrain(int fd) { return is_terminal(fd); }
int tcflush(int fd, int queue) { return is_terminal(fd); }
int tcflow(int fd, int action) { return is_terminal(fd); }
int tcsendbreak(int fd, int duration) { return is_terminal(fd); }
pid_t tcgetsid(int fd) { return is_terminal(fd) ? -1 : getsid(0); }
speed_t cfgetispeed(const struct termios *settings) { return settings->c_ispeed; }
speed_t cfgetospeed(const struct termios *settings) { return settings->c_ospeed; }

int cfsetispeed(struct termios *settings, speed_t speed) {
  settings->c_ispeed = speed;
  return 0;
}

int cfsetospeed(struct termios *settings, speed_t speed) {
  settings->c_ospeed = speed;
  return 0;
}

void cfmakeraw(struct termios *settings) {
  settings->c_iflag &= ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON);
  settings->c_oflag &= ~OPOST;
  settings->c_lflag &= ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
  settings->c_cflag = settings->c_cflag & ~(CSIZE | PARENB) | CS8;
  settings->c_cc[VMIN] = 1;
  settings->c_cc[VTIME] = 0;
}
