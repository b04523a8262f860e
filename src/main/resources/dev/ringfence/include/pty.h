#include <sys/ioctl.h>
#include <termios.h>
int openpty(int *master, int *slave, char *name, const struct termios *settings,
            const struct winsize *size);
int forkpty(int *master, char *name, const struct termios *settings, const struct winsize *size);
