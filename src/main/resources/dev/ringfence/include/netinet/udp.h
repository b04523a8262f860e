#include <stdint.h>
#define SOL_UDP 17
#define UDP_CORK 1
struct udphdr {
  union {
    struct {
      uint16_t uh_sport, uh_dport, uh_ulen, uh_sum;
    };
    struct {
      uint16_t source, dest, len, check;
    };
  };
};
