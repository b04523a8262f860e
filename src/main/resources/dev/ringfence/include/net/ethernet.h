#include <stdint.h>
#include <sys/types.h>
#define ETH_ALEN 6
#define ETH_HLEN 14
#define ETH_ZLEN 60
#define ETH_DATA_LEN 1500
#define ETH_FRAME_LEN 1514
#define ETH_P_IP 0x0800
#define ETH_P_ARP 0x0806
#define ETH_P_IPV6 0x86DD
#define ETH_P_ALL 0x0003
#define ETHER_ADDR_LEN ETH_ALEN
#define ETHER_HDR_LEN ETH_HLEN
#define ETHERMTU ETH_DATA_LEN
#define ETHERTYPE_IP 0x0800
#define ETHERTYPE_ARP 0x0806
#define ETHERTYPE_IPV6 0x86dd
struct ether_addr {
  uint8_t ether_addr_octet[ETH_ALEN];
} __attribute__((packed));
struct ether_header {
  uint8_t ether_dhost[ETH_ALEN], ether_shost[ETH_ALEN];
  uint16_t ether_type;
} __attribute__((packed));
struct ethhdr {
  unsigned char h_dest[ETH_ALEN], h_source[ETH_ALEN];
  uint16_t h_proto;
} __attribute__((packed));
