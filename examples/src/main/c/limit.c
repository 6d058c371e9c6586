// What the kernel itself costs: each workload of the benchmarks with bare send() and recv(), answers looked at no more than it takes.
// The arguments and the lines it prints are those of io.netlink4j.examples.bench.Bench. To be built with
//   cc -O2 -o limit limit.c
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fib_rules.h>
#include <linux/inet_diag.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/neighbour.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <linux/sock_diag.h>
#include <linux/veth.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS = 3, ELEMENTS_IN_A_MESSAGE = 2000, ACKNOWLEDGEMENTS_AT_ONCE = 64, ACKNOWLEDGEMENT_ROOM = 1024 };

static char request[1 << 16];
static char answer[1 << 20];
static unsigned sequence;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *) a, y = *(const double *) b;
    return x < y ? -1 : x > y;
}

static void print_laps(const char *name, int count, double seconds, double *laps) {
    qsort(laps, count, sizeof *laps, ascending);
    printf("%s n=%d ops/s=%.0f p50=%.2fus p99=%.2fus\n", name, count, count / seconds, laps[count / 2] * 1e6,
           laps[(int) (count * .99)] * 1e6);
}

static int open_netlink(int protocol) {
    int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol), on = 1, large = 64 << 20;
    struct sockaddr_nl address = {.nl_family = AF_NETLINK};
    setsockopt(fd, SOL_NETLINK, NETLINK_CAP_ACK, &on, sizeof on);
    setsockopt(fd, SOL_NETLINK, NETLINK_EXT_ACK, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &large, sizeof large);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &large, sizeof large);
    if (fd < 0 || bind(fd, (void *) &address, sizeof address) < 0)
        fail("open a netlink socket");
    return fd;
}

// Messages are written at `at`, one behind the other.

struct writer {
    char *start, *at;
};

static struct nlmsghdr *begin(struct writer *out, int type, int flags) {
    struct nlmsghdr *header = (void *) out->at;
    *header = (struct nlmsghdr) {.nlmsg_type = type, .nlmsg_flags = NLM_F_REQUEST | flags, .nlmsg_seq = ++sequence};
    out->at += sizeof *header;
    return header;
}

static void end(struct writer *out, struct nlmsghdr *header) {
    header->nlmsg_len = out->at - (char *) header;
}

static void *zeros(struct writer *out, int size) {
    void *start = out->at;
    memset(start, 0, NLMSG_ALIGN(size));
    out->at += NLMSG_ALIGN(size);
    return start;
}

static void put(struct writer *out, int type, const void *payload, int size) {
    struct nlattr *attribute = (void *) out->at;
    attribute->nla_len = NLA_HDRLEN + size;
    attribute->nla_type = type;
    memcpy(out->at + NLA_HDRLEN, payload, size);
    memset(out->at + NLA_HDRLEN + size, 0, NLA_ALIGN(size) - size);
    out->at += NLA_HDRLEN + NLA_ALIGN(size);
}

static void put_string(struct writer *out, int type, const char *text) {
    put(out, type, text, strlen(text) + 1);
}

static void put_be32(struct writer *out, int type, unsigned value) {
    value = htonl(value);
    put(out, type, &value, sizeof value);
}

static struct nlattr *nest(struct writer *out, int type) {
    struct nlattr *attribute = (void *) out->at;
    attribute->nla_type = type;
    out->at += NLA_HDRLEN;
    return attribute;
}

static void end_nest(struct writer *out, struct nlattr *attribute) {
    attribute->nla_len = out->at - (char *) attribute;
}

static void transmit(int fd, struct writer *out) {
    if (send(fd, out->start, out->at - out->start, 0) < 0)
        fail("send");
}

static void check(const struct nlmsghdr *header) {
    if (header->nlmsg_type == NLMSG_ERROR && (errno = -((struct nlmsgerr *) NLMSG_DATA(header))->error) != 0)
        fail("the kernel refused");
}

static int receive(int fd) {
    int length = recv(fd, answer, sizeof answer, 0);
    if (length < 0)
        fail("recv");
    return length;
}

static void execute(int fd, struct writer *out) {
    transmit(fd, out);
    receive(fd);
    check((void *) answer);
}

// rtnetlink

static int index_of(int fd, const char *name) {
    struct writer out = {request, request};
    struct nlmsghdr *header = begin(&out, RTM_GETLINK, 0);
    int mask = RTEXT_FILTER_SKIP_STATS;
    zeros(&out, sizeof(struct ifinfomsg));
    put_string(&out, IFLA_IFNAME, name);
    put(&out, IFLA_EXT_MASK, &mask, sizeof mask);
    end(&out, header);
    execute(fd, &out);
    return ((struct ifinfomsg *) NLMSG_DATA((struct nlmsghdr *) answer))->ifi_index;
}

static void bring_up(int fd, int ifindex) {
    struct writer out = {request, request};
    struct nlmsghdr *header = begin(&out, RTM_NEWLINK, NLM_F_ACK);
    struct ifinfomsg *link = zeros(&out, sizeof *link);
    link->ifi_index = ifindex;
    link->ifi_flags = link->ifi_change = IFF_UP;
    end(&out, header);
    execute(fd, &out);
}

static void linkget(int count) {
    int fd = open_netlink(NETLINK_ROUTE);
    double *laps = malloc(count * sizeof *laps);
    for (int round = 0; round < ROUNDS; round++) {
        double began = now();
        for (int i = 0; i < count; i++) {
            double lap = now();
            index_of(fd, "lo");
            laps[i] = now() - lap;
        }
        print_laps("linkget", count, now() - began, laps);
    }
}

static void put_route(struct writer *out, int ifindex, int number, int flags) {
    struct nlmsghdr *header = begin(out, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL | flags);
    struct rtmsg *route = zeros(out, sizeof *route);
    unsigned char destination[] = {20, number >> 16, number >> 8, number};
    route->rtm_family = AF_INET;
    route->rtm_dst_len = 32;
    route->rtm_table = RT_TABLE_MAIN;
    route->rtm_protocol = RTPROT_BOOT;
    route->rtm_scope = RT_SCOPE_LINK;
    route->rtm_type = RTN_UNICAST;
    put(out, RTA_DST, destination, sizeof destination);
    put(out, RTA_OIF, &ifindex, sizeof ifindex);
    end(out, header);
}

/** Waits for acknowledgements, each of them a datagram, and fetches many with one call. */
static void await_acknowledgements(int fd, int wanted) {
    static struct iovec rooms[ACKNOWLEDGEMENTS_AT_ONCE];
    static struct mmsghdr datagrams[ACKNOWLEDGEMENTS_AT_ONCE];
    for (int i = 0; i < ACKNOWLEDGEMENTS_AT_ONCE; i++) {
        rooms[i] = (struct iovec) {answer + i * ACKNOWLEDGEMENT_ROOM, ACKNOWLEDGEMENT_ROOM};
        datagrams[i].msg_hdr = (struct msghdr) {.msg_iov = &rooms[i], .msg_iovlen = 1};
    }
    while (wanted > 0) {
        int most = wanted < ACKNOWLEDGEMENTS_AT_ONCE ? wanted : ACKNOWLEDGEMENTS_AT_ONCE;
        int received = recvmmsg(fd, datagrams, most, MSG_WAITFORONE, NULL);
        if (received < 0)
            fail("recvmmsg");
        for (int i = 0; i < received; i++)
            check(rooms[i].iov_base);
        wanted -= received;
    }
}

static void routeadd(int count) {
    int fd = open_netlink(NETLINK_ROUTE), ifindex = index_of(fd, "vb0");
    double began = now();
    for (int i = 0; i < count; i++) {
        struct writer out = {request, request};
        put_route(&out, ifindex, i, NLM_F_ACK);
        execute(fd, &out);
    }
    printf("routeadd n=%d ops/s=%.0f\n", count, count / (now() - began));
}

/** Each route is acknowledged, or only the last one of a batch: the kernel reports refusals unasked. */
static void routeaddbatch(const char *name, int count, int batch, int each) {
    int fd = open_netlink(NETLINK_ROUTE), ifindex = index_of(fd, "vb0");
    double began = now();
    for (int i = 0; i < count;) {
        struct writer out = {request, request};
        int sent = batch < count - i ? batch : count - i;
        for (int left = sent; left > 0; left--, i++)
            put_route(&out, ifindex, i, each || left == 1 ? NLM_F_ACK : 0);
        transmit(fd, &out);
        await_acknowledgements(fd, each ? sent : 1);
    }
    printf("%s n=%d batch=%d ops/s=%.0f\n", name, count, batch, count / (now() - began));
}

/** All IPv4 objects of one type, with two attributes of each. Headers of rtmsg, fib_rule_hdr and ndmsg have the same length. */
static void dump(const char *name, const char *objects, int count, int type, int first, int second) {
    int fd = open_netlink(NETLINK_ROUTE);
    for (int i = 0; i < count; i++) {
        double began = now();
        struct writer out = {request, request};
        struct nlmsghdr *dump = begin(&out, type, NLM_F_DUMP);
        long found = 0, sum = 0;
        ((struct rtmsg *) zeros(&out, sizeof(struct rtmsg)))->rtm_family = AF_INET;
        end(&out, dump);
        transmit(fd, &out);
        for (int done = 0; !done;) {
            int length = receive(fd);
            for (struct nlmsghdr *header = (void *) answer; NLMSG_OK(header, length) && !done;
                 header = NLMSG_NEXT(header, length)) {
                struct rtmsg *object = NLMSG_DATA(header);
                int left = header->nlmsg_len - NLMSG_SPACE(sizeof *object);
                if ((done = header->nlmsg_type == NLMSG_DONE))
                    break;
                for (struct rtattr *each = RTM_RTA(object); RTA_OK(each, left); each = RTA_NEXT(each, left))
                    if (each->rta_type == first || each->rta_type == second)
                        sum += *(int *) RTA_DATA(each);
                found++;
            }
        }
        printf("%s n=%ld %s/s=%.0f sum=%ld\n", name, found, objects, found / (now() - began), sum);
    }
}

/** Sends each message that `put` writes, for numbers from 0, and waits for its acknowledgement. */
static void add_all(int count, void (*put)(struct writer *out, int ifindex, int number)) {
    int fd = open_netlink(NETLINK_ROUTE), ifindex = index_of(fd, "vb0");
    for (int i = 0; i < count; i++) {
        struct writer out = {request, request};
        put(&out, ifindex, i);
        execute(fd, &out);
    }
}

static void put_rule_of_policy(struct writer *out, int ifindex, int number) {
    struct nlmsghdr *header = begin(out, RTM_NEWRULE, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL);
    struct fib_rule_hdr *rule = zeros(out, sizeof *rule);
    unsigned char source[] = {20, number >> 16, number >> 8, number};
    unsigned priority = 1000 + number, table = 1000 + number;
    (void) ifindex;
    rule->family = AF_INET;
    rule->src_len = 32;
    rule->action = FR_ACT_TO_TBL;
    put(out, FRA_SRC, source, sizeof source);
    put(out, FRA_PRIORITY, &priority, sizeof priority);
    put(out, FRA_TABLE, &table, sizeof table);
    end(out, header);
}

static void put_neighbour(struct writer *out, int ifindex, int number) {
    struct nlmsghdr *header = begin(out, RTM_NEWNEIGH, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL);
    struct ndmsg *neighbour = zeros(out, sizeof *neighbour);
    unsigned char address[] = {20, number >> 16, number >> 8, number};
    unsigned char mac[] = {2, 0, 0, number >> 16, number >> 8, number};
    neighbour->ndm_family = AF_INET;
    neighbour->ndm_ifindex = ifindex;
    neighbour->ndm_state = NUD_PERMANENT;
    put(out, NDA_DST, address, sizeof address);
    put(out, NDA_LLADDR, mac, sizeof mac);
    end(out, header);
}

// TCP sockets

enum { CONNECTIONS_OF_A_PROCESS = 9000 };

/** Connections over lo, until standard input ends: each is two sockets, and a process may have only some thousand. */
static void sockets(int count) {
    int ready[2], hold[2];
    if (pipe(ready) < 0 || pipe(hold) < 0)
        fail("pipe");
    int processes = (count / 2 + CONNECTIONS_OF_A_PROCESS - 1) / CONNECTIONS_OF_A_PROCESS;
    for (int i = 0; i < processes; i++) {
        if (fork())
            continue;
        close(hold[1]);
        struct rlimit most;
        getrlimit(RLIMIT_NOFILE, &most);
        most.rlim_cur = most.rlim_max;
        setrlimit(RLIMIT_NOFILE, &most);
        struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(9000), .sin_addr.s_addr = htonl(0x7f000001 + i)};
        int listener = socket(AF_INET, SOCK_STREAM, 0);
        if (bind(listener, (void *) &address, sizeof address) < 0 || listen(listener, 128) < 0)
            fail("listen");
        for (int j = 0; j < CONNECTIONS_OF_A_PROCESS; j++)
            if (connect(socket(AF_INET, SOCK_STREAM, 0), (void *) &address, sizeof address) < 0 || accept(listener, 0, 0) < 0)
                fail("connect");
        char done;
        if (write(ready[1], &done, 1) < 0 || read(hold[0], &done, 1) < 0)
            fail("wait");
        exit(0);
    }
    char byte;
    for (int i = 0; i < processes; i++)
        if (read(ready[0], &byte, 1) < 1)
            fail("wait for the processes");
    printf("sockets n=%d\n", 2 * processes * CONNECTIONS_OF_A_PROCESS + processes);
    fflush(stdout);
    while (read(0, &byte, 1) > 0) {
    }
}

static void socketdump(int count) {
    int fd = open_netlink(NETLINK_SOCK_DIAG);
    for (int i = 0; i < count; i++) {
        double began = now();
        long found = 0, sum = 0;
        for (int family = AF_INET; family; family = family == AF_INET ? AF_INET6 : 0) {
            struct writer out = {request, request};
            struct nlmsghdr *dump = begin(&out, SOCK_DIAG_BY_FAMILY, NLM_F_DUMP);
            struct inet_diag_req_v2 *all = zeros(&out, sizeof *all);
            all->sdiag_family = family;
            all->sdiag_protocol = IPPROTO_TCP;
            all->idiag_ext = 0xff;
            all->idiag_states = -1;
            end(&out, dump);
            transmit(fd, &out);
            for (int done = 0; !done;) {
                int length = receive(fd);
                for (struct nlmsghdr *header = (void *) answer; NLMSG_OK(header, length) && !done;
                     header = NLMSG_NEXT(header, length)) {
                    struct inet_diag_msg *socket = NLMSG_DATA(header);
                    int left = header->nlmsg_len - NLMSG_SPACE(sizeof *socket);
                    if ((done = header->nlmsg_type == NLMSG_DONE))
                        break;
                    sum += socket->idiag_inode;
                    for (struct rtattr *each = (void *) (socket + 1); RTA_OK(each, left); each = RTA_NEXT(each, left))
                        if (each->rta_type == INET_DIAG_MARK)
                            sum += *(int *) RTA_DATA(each);
                    found++;
                }
            }
        }
        printf("socketdump n=%ld sockets/s=%.0f sum=%ld\n", found, found / (now() - began), sum);
    }
}

// A namespace with a name, a cable from it to br0, an address and a default route

static void create_cable(int fd, const char *name, int bridge, int namespace) {
    struct writer out = {request, request};
    struct nlmsghdr *header = begin(&out, RTM_NEWLINK, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL);
    struct ifinfomsg *link = zeros(&out, sizeof *link);
    link->ifi_flags = link->ifi_change = IFF_UP;
    put_string(&out, IFLA_IFNAME, name);
    put(&out, IFLA_MASTER, &bridge, sizeof bridge);
    struct nlattr *info = nest(&out, IFLA_LINKINFO);
    put(&out, IFLA_INFO_KIND, "veth", 4);
    struct nlattr *data = nest(&out, IFLA_INFO_DATA);
    struct nlattr *peer = nest(&out, VETH_INFO_PEER);
    zeros(&out, sizeof *link);
    put_string(&out, IFLA_IFNAME, "eth0");
    put(&out, IFLA_NET_NS_FD, &namespace, sizeof namespace);
    end_nest(&out, peer);
    end_nest(&out, data);
    end_nest(&out, info);
    end(&out, header);
    execute(fd, &out);
}

static void add_address(int fd, int ifindex, int number) {
    struct writer out = {request, request};
    struct nlmsghdr *header = begin(&out, RTM_NEWADDR, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL);
    struct ifaddrmsg *address = zeros(&out, sizeof *address);
    unsigned char bytes[] = {10, 50, number >> 8, number};
    address->ifa_family = AF_INET;
    address->ifa_prefixlen = 16;
    address->ifa_index = ifindex;
    put(&out, IFA_LOCAL, bytes, sizeof bytes);
    put(&out, IFA_ADDRESS, bytes, sizeof bytes);
    end(&out, header);
    execute(fd, &out);
}

static void add_default_route(int fd, int ifindex) {
    struct writer out = {request, request};
    struct nlmsghdr *header = begin(&out, RTM_NEWROUTE, NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL);
    struct rtmsg *route = zeros(&out, sizeof *route);
    unsigned char gateway[] = {10, 50, 255, 254};
    route->rtm_family = AF_INET;
    route->rtm_table = RT_TABLE_MAIN;
    route->rtm_protocol = RTPROT_BOOT;
    route->rtm_scope = RT_SCOPE_UNIVERSE;
    route->rtm_type = RTN_UNICAST;
    put(&out, RTA_GATEWAY, gateway, sizeof gateway);
    put(&out, RTA_OIF, &ifindex, sizeof ifindex);
    end(&out, header);
    execute(fd, &out);
}

static void attach_one(int fd, int bridge, int home, int number) {
    char file[64], cable[16];
    snprintf(file, sizeof file, "/run/netns/b%d", number);
    snprintf(cable, sizeof cable, "h%d", number);
    close(open(file, O_CREAT | O_EXCL | O_RDONLY, 0));
    if (unshare(CLONE_NEWNET) < 0 || mount("/proc/thread-self/ns/net", file, "none", MS_BIND, 0) < 0)
        fail("make a namespace");
    int inside = open_netlink(NETLINK_ROUTE);
    int namespace = open(file, O_RDONLY | O_CLOEXEC);
    if (setns(home, CLONE_NEWNET) < 0)
        fail("setns");
    create_cable(fd, cable, bridge, namespace);
    int eth0 = index_of(inside, "eth0");
    bring_up(inside, 1);
    add_address(inside, eth0, number);
    bring_up(inside, eth0);
    add_default_route(inside, eth0);
    close(inside);
    close(namespace);
}

static void delete_cable(int fd, int number) {
    char cable[16];
    struct writer out = {request, request};
    snprintf(cable, sizeof cable, "h%d", number);
    int ifindex = index_of(fd, cable);
    struct nlmsghdr *header = begin(&out, RTM_DELLINK, NLM_F_ACK);
    ((struct ifinfomsg *) zeros(&out, sizeof(struct ifinfomsg)))->ifi_index = ifindex;
    end(&out, header);
    execute(fd, &out);
}

static void delete_namespace(int number) {
    char file[64];
    snprintf(file, sizeof file, "/run/netns/b%d", number);
    umount2(file, MNT_DETACH);
    unlink(file);
}

static void detach_one(int fd, int number) {
    delete_cable(fd, number);
    delete_namespace(number);
}

static void attach(int count) {
    int fd = open_netlink(NETLINK_ROUTE), bridge = index_of(fd, "br0");
    int home = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    double *laps = malloc(count * sizeof *laps), began = now();
    mkdir("/run/netns", 0755);
    for (int i = 0; i < count; i++) {
        double lap = now();
        attach_one(fd, bridge, home, i);
        laps[i] = now() - lap;
    }
    print_laps("attach", count, now() - began, laps);
    began = now();
    for (int i = 0; i < count; i++)
        detach_one(fd, i);
    printf("detach n=%d ops/s=%.0f\n", count, count / (now() - began));
}

// What the end of a pod's links costs when nothing else is taken away: cni of the other program prints its own beside it.
static void delete_cables(int count) {
    int fd = open_netlink(NETLINK_ROUTE), bridge = index_of(fd, "br0");
    int home = open("/proc/thread-self/ns/net", O_RDONLY | O_CLOEXEC);
    double *laps = malloc(count * sizeof *laps), sum = 0;
    mkdir("/run/netns", 0755);
    for (int i = 0; i < count; i++) {
        attach_one(fd, bridge, home, i);
        double lap = now();
        delete_cable(fd, i);
        laps[i] = now() - lap;
        sum += laps[i];
        delete_namespace(i);
    }
    print_laps("deletelinks", count, sum, laps);
}

// nf_tables

static void put_nf(struct writer *out, int type, int flags, int family, int resource) {
    struct nlmsghdr *header = begin(out, type, flags);
    struct nfgenmsg *message = zeros(out, sizeof *message);
    message->nfgen_family = family;
    message->res_id = htons(resource);
    end(out, header);
}

static struct nlmsghdr *begin_nft(struct writer *out, int type, int flags) {
    struct nlmsghdr *header = begin(out, NFNL_SUBSYS_NFTABLES << 8 | type, flags);
    ((struct nfgenmsg *) zeros(out, sizeof(struct nfgenmsg)))->nfgen_family = NFPROTO_IPV4;
    return header;
}

static void begin_batch(struct writer *out) {
    out->at = out->start;
    put_nf(out, NFNL_MSG_BATCH_BEGIN, 0, 0, NFNL_SUBSYS_NFTABLES);
}

static void commit(int fd, struct writer *out) {
    put_nf(out, NFNL_MSG_BATCH_END, NLM_F_ACK, 0, NFNL_SUBSYS_NFTABLES);
    execute(fd, out);
}

static void put_elements(struct writer *out, int count) {
    for (int i = 0; i < count;) {
        struct nlmsghdr *header = begin_nft(out, NFT_MSG_NEWSETELEM, NLM_F_CREATE);
        put_string(out, NFTA_SET_ELEM_LIST_TABLE, "bench");
        put_string(out, NFTA_SET_ELEM_LIST_SET, "s");
        struct nlattr *list = nest(out, NFTA_SET_ELEM_LIST_ELEMENTS | NLA_F_NESTED);
        for (int k = 0; k < ELEMENTS_IN_A_MESSAGE && i < count; k++, i++) {
            unsigned char address[] = {20, i >> 16, i >> 8, i};
            struct nlattr *element = nest(out, NFTA_LIST_ELEM | NLA_F_NESTED);
            struct nlattr *key = nest(out, NFTA_SET_ELEM_KEY | NLA_F_NESTED);
            put(out, NFTA_DATA_VALUE, address, sizeof address);
            end_nest(out, key);
            end_nest(out, element);
        }
        end_nest(out, list);
        end(out, header);
    }
}

struct expression {
    struct nlattr *element, *data;
};

static struct expression begin_expression(struct writer *out, const char *name) {
    struct expression expression = {.element = nest(out, NFTA_LIST_ELEM | NLA_F_NESTED)};
    put_string(out, NFTA_EXPR_NAME, name);
    expression.data = nest(out, NFTA_EXPR_DATA | NLA_F_NESTED);
    return expression;
}

static void end_expression(struct writer *out, struct expression expression) {
    end_nest(out, expression.data);
    end_nest(out, expression.element);
}

// ip saddr 20.x.y.z counter accept
static void put_rule(struct writer *out, int number) {
    unsigned char address[] = {20, number >> 16, number >> 8, number};
    struct nlmsghdr *header = begin_nft(out, NFT_MSG_NEWRULE, NLM_F_CREATE | NLM_F_APPEND);
    put_string(out, NFTA_RULE_TABLE, "bench");
    put_string(out, NFTA_RULE_CHAIN, "c");
    struct nlattr *list = nest(out, NFTA_RULE_EXPRESSIONS | NLA_F_NESTED);

    struct expression payload = begin_expression(out, "payload");
    put_be32(out, NFTA_PAYLOAD_DREG, 1);
    put_be32(out, NFTA_PAYLOAD_BASE, NFT_PAYLOAD_NETWORK_HEADER);
    put_be32(out, NFTA_PAYLOAD_OFFSET, 12);
    put_be32(out, NFTA_PAYLOAD_LEN, 4);
    end_expression(out, payload);

    struct expression cmp = begin_expression(out, "cmp");
    put_be32(out, NFTA_CMP_SREG, 1);
    put_be32(out, NFTA_CMP_OP, NFT_CMP_EQ);
    struct nlattr *data = nest(out, NFTA_CMP_DATA | NLA_F_NESTED);
    put(out, NFTA_DATA_VALUE, address, sizeof address);
    end_nest(out, data);
    end_expression(out, cmp);

    end_expression(out, begin_expression(out, "counter"));

    struct expression immediate = begin_expression(out, "immediate");
    put_be32(out, NFTA_IMMEDIATE_DREG, 0);
    data = nest(out, NFTA_IMMEDIATE_DATA | NLA_F_NESTED);
    struct nlattr *verdict = nest(out, NFTA_DATA_VERDICT | NLA_F_NESTED);
    put_be32(out, NFTA_VERDICT_CODE, NF_ACCEPT);
    end_nest(out, verdict);
    end_nest(out, data);
    end_expression(out, immediate);

    end_nest(out, list);
    end(out, header);
}

static void put_objects(struct writer *out, int sets) {
    struct nlmsghdr *header = begin_nft(out, NFT_MSG_NEWTABLE, NLM_F_CREATE);
    put_string(out, NFTA_TABLE_NAME, "bench");
    end(out, header);
    header = begin_nft(out, sets ? NFT_MSG_NEWSET : NFT_MSG_NEWCHAIN, NLM_F_CREATE);
    put_string(out, sets ? NFTA_SET_TABLE : NFTA_CHAIN_TABLE, "bench");
    put_string(out, sets ? NFTA_SET_NAME : NFTA_CHAIN_NAME, sets ? "s" : "c");
    if (sets) {
        put_be32(out, NFTA_SET_FLAGS, 0);
        put_be32(out, NFTA_SET_KEY_TYPE, 7);
        put_be32(out, NFTA_SET_KEY_LEN, 4);
        put_be32(out, NFTA_SET_ID, 1);
    }
    end(out, header);
}

static int elements_in(struct nlmsghdr *header) {
    int count = 0;
    char *limit = (char *) header + header->nlmsg_len;
    char *at = (char *) header + NLMSG_SPACE(sizeof(struct nfgenmsg));
    for (struct nlattr *each; at < limit; at += NLA_ALIGN(each->nla_len)) {
        each = (void *) at;
        if ((each->nla_type & NLA_TYPE_MASK) != NFTA_SET_ELEM_LIST_ELEMENTS)
            continue;
        char *element = at + NLA_HDRLEN, *last = at + each->nla_len;
        for (; element < last; element += NLA_ALIGN(((struct nlattr *) element)->nla_len))
            count++;
    }
    return count;
}

static int read_back(int fd, struct writer *out, int sets) {
    int count = 0;
    out->at = out->start;
    struct nlmsghdr *dump = begin_nft(out, sets ? NFT_MSG_GETSETELEM : NFT_MSG_GETRULE, NLM_F_DUMP);
    put_string(out, sets ? NFTA_SET_ELEM_LIST_TABLE : NFTA_RULE_TABLE, "bench");
    put_string(out, sets ? NFTA_SET_ELEM_LIST_SET : NFTA_RULE_CHAIN, sets ? "s" : "c");
    end(out, dump);
    transmit(fd, out);
    while (1) {
        int length = receive(fd);
        for (struct nlmsghdr *header = (void *) answer; NLMSG_OK(header, length); header = NLMSG_NEXT(header, length)) {
            if (header->nlmsg_type == NLMSG_DONE)
                return count;
            check(header);
            count += sets ? elements_in(header) : 1;
        }
    }
}

static void delete_table(int fd, struct writer *out) {
    begin_batch(out);
    struct nlmsghdr *header = begin_nft(out, NFT_MSG_DELTABLE, 0);
    put_string(out, NFTA_TABLE_NAME, "bench");
    end(out, header);
    commit(fd, out);
}

// transactions of one rule each
static void nftone(int count) {
    double *laps = malloc(count * sizeof *laps);
    for (int round = 0; round < ROUNDS; round++) {
        int fd = open_netlink(NETLINK_NETFILTER);
        struct writer out = {request, request};
        begin_batch(&out);
        put_objects(&out, 0);
        commit(fd, &out);
        double first = now();
        for (int i = 0; i < count; i++) {
            double began = now();
            begin_batch(&out);
            put_rule(&out, i);
            commit(fd, &out);
            laps[i] = now() - began;
        }
        print_laps("nftone", count, now() - first, laps);
        delete_table(fd, &out);
        close(fd);
    }
    free(laps);
}

static void nft(const char *name, int count, int sets) {
    for (int round = 0; round < ROUNDS; round++) {
        int fd = open_netlink(NETLINK_NETFILTER);
        char *memory = malloc(400L * count + (1 << 16));
        struct writer out = {memory, memory};
        begin_batch(&out);
        put_objects(&out, sets);
        commit(fd, &out);

        double began = now();
        begin_batch(&out);
        if (sets)
            put_elements(&out, count);
        else
            for (int i = 0; i < count; i++)
                put_rule(&out, i);
        commit(fd, &out);
        printf("%s n=%d items/s=%.0f\n", name, count, count / (now() - began));

        began = now();
        int seen = read_back(fd, &out, sets);
        printf("%sget n=%d items/s=%.0f\n", name, seen, seen / (now() - began));

        delete_table(fd, &out);
        close(fd);
        free(memory);
    }
}

int main(int words, char **word) {
    int count = words > 2 ? atoi(word[2]) : 0;
    if (count <= 0) {
        fprintf(stderr, "usage: limit (linkget|routeadd|routeaddbatch|routeaddlast|routedump|ruleadd|ruledump|neighadd|neighdump|nftset|nftrule|nftone|attach|cni|sockets|socketdump) N [K]\n");
        return 2;
    }
    if (!strcmp(word[1], "linkget") || !strcmp(word[1], "linkgetbare"))
        linkget(count);
    else if (!strcmp(word[1], "routeadd"))
        routeadd(count);
    else if (!strcmp(word[1], "routeaddbatch"))
        routeaddbatch("routeaddbatch", count, words > 3 ? atoi(word[3]) : 256, 1);
    else if (!strcmp(word[1], "routeaddlast"))
        routeaddbatch("routeaddlast", count, words > 3 ? atoi(word[3]) : 256, 0);
    else if (!strcmp(word[1], "routedump"))
        dump("routedump", "routes", count, RTM_GETROUTE, RTA_DST, RTA_OIF);
    else if (!strcmp(word[1], "ruleadd"))
        add_all(count, put_rule_of_policy);
    else if (!strcmp(word[1], "ruledump"))
        dump("ruledump", "rules", count, RTM_GETRULE, FRA_PRIORITY, FRA_TABLE);
    else if (!strcmp(word[1], "neighadd"))
        add_all(count, put_neighbour);
    else if (!strcmp(word[1], "neighdump"))
        dump("neighdump", "neighbours", count, RTM_GETNEIGH, NDA_DST, NDA_LLADDR);
    else if (!strcmp(word[1], "nftset"))
        nft("nftset", count, 1);
    else if (!strcmp(word[1], "nftrule"))
        nft("nftrule", count, 0);
    else if (!strcmp(word[1], "nftone"))
        nftone(count);
    else if (!strcmp(word[1], "attach"))
        attach(count);
    else if (!strcmp(word[1], "cni"))
        delete_cables(count);
    else if (!strcmp(word[1], "sockets"))
        sockets(count);
    else if (!strcmp(word[1], "socketdump"))
        socketdump(count);
    else
        return 2;
    return 0;
}
