#include <sys/types.h>
int login_tty(int fd);
