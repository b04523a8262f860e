// The headers of packets, and their checksums.
#include <stdio.h>
#include <string.h>
#include <stdint.h>
#include <sys/types.h>
#include <sys/socket.h>
#include <netinet/in.h>
#include <netinet/in_systm.h>
#include <netinet/ip.h>
#include <netinet/ip_icmp.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <net/ethernet.h>
#include <netinet/if_ether.h>
#include <net/if_arp.h>
#include <arpa/inet.h>

uint16_t in_cksum(uint16_t *addr, int len) {
  int nleft = len;
  uint32_t sum = 0;
  uint16_t *w = addr, answer = 0;
  while (nleft > 1) {
    sum += *w++;
    nleft -= 2;
  }
  if (nleft == 1) {
    *(unsigned char *) (&answer) = *(unsigned char *) w;
    sum += answer;
  }
  sum = (sum >> 16) + (sum & 0xffff);
  sum += (sum >> 16);
  answer = ~sum;
  return answer;
}

int main() {
  struct ip ip;
  memset(&ip, 0, sizeof ip);
  ip.ip_v = 4;
  ip.ip_hl = 5;
  ip.ip_len = htons(84);
  ip.ip_ttl = 64;
  ip.ip_p = IPPROTO_ICMP;
  inet_aton("10.0.0.1", &ip.ip_src);
  inet_aton("10.0.0.2", &ip.ip_dst);
  ip.ip_sum = in_cksum((void *) &ip, 20);
  printf("%04x %zu\n", ntohs(ip.ip_sum), sizeof ip);
  struct iphdr h;
  memcpy(&h, &ip, 20);
  printf("%d %d %d\n", h.version, h.ihl, h.ttl);
  struct icmp ic;
  memset(&ic, 0, sizeof ic);
  ic.icmp_type = ICMP_ECHO;
  ic.icmp_id = htons(77);
  ic.icmp_seq = htons(1);
  ic.icmp_cksum = in_cksum((void *) &ic, 8);
  printf("%04x %zu %zu %d\n", ntohs(ic.icmp_cksum), sizeof ic, sizeof(struct icmphdr), ICMP_MINLEN);
  printf("%zu %zu %zu %zu %zu\n", sizeof(struct tcphdr), sizeof(struct udphdr),
      sizeof(struct ether_header), sizeof(struct ether_arp), sizeof(struct arphdr));
  printf("%x %x %d\n", ETHERTYPE_IP, ETH_P_ARP, ETH_ALEN);
  if (socket(AF_INET, SOCK_RAW, IPPROTO_ICMP) < 0) ;
}
