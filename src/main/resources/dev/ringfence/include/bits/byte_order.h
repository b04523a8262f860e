#include <endian.h>
#include <stdint.h>
#define htons(x) ((uint16_t)bswap_16(x))
#define ntohs(x) ((uint16_t)bswap_16(x))
#define htonl(x) ((uint32_t)bswap_32(x))
#define ntohl(x) ((uint32_t)bswap_32(x))
