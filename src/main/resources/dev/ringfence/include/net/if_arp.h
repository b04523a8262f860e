#include <stdint.h>
#include <sys/socket.h>
#define ARPOP_REQUEST 1
#define ARPOP_REPLY 2
#define ARPHRD_ETHER 1
#define ARPHRD_LOOPBACK 772
struct arphdr {
  unsigned short ar_hrd, ar_pro;
  unsigned char ar_hln, ar_pln;
  unsigned short ar_op;
};
