#include <stdint.h>
#define SOL_UDP 17
#define UDP_CORK 1
struct udphdr {
  uint16_t source;
  uint16_t dest;
  uint16_t len;
  uint16_t check;
};
