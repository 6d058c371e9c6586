/*
 * A CNI plugin that hands its call to the resident server: environment, standard input, and the container's namespace as an open descriptor.
 * Without a server it becomes FALLBACK, which starts the JVM.
 *
 * Request: "N4C1", the lengths of environment and input, both; descriptors of this program's namespaces of network and mounts and, if it
 * could be opened, of the container's. The environment begins with the plugin's name; a NUL ends each string.
 * Answer: status, the lengths of output and messages, both. All numbers have 32 bits, the most significant first.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <unistd.h>

extern char **environ;

/* What the server answers if it is in other namespaces than this program. */
#define DECLINED 256

struct buffer {
    char *data;
    size_t length, room;
};

static void need(struct buffer *buffer, size_t more) {
    if (buffer->length + more > buffer->room) {
        buffer->room = 2 * buffer->room + more + 4096;
        buffer->data = realloc(buffer->data, buffer->room);
        if (!buffer->data) {
            _exit(1);
        }
    }
}

static void append(struct buffer *buffer, const char *text) {
    size_t length = strlen(text) + 1;
    need(buffer, length);
    memcpy(buffer->data + buffer->length, text, length);
    buffer->length += length;
}

static int read_exactly(int fd, void *into, size_t length) {
    for (size_t done = 0; done < length;) {
        ssize_t got = read(fd, (char *) into + done, length - done);
        if (got <= 0) {
            return 0;
        }
        done += got;
    }
    return 1;
}

static void write_all(int fd, const char *data, size_t length) {
    while (length > 0) {
        ssize_t put = write(fd, data, length);
        if (put <= 0) {
            return;
        }
        data += put;
        length -= put;
    }
}

/* The whole request, with the descriptors beside its first bytes. */
static int send_all(int socket, struct iovec *parts, int count, const int *fds, int fd_count) {
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(3 * sizeof(int))];
    } control;
    memset(&control, 0, sizeof control);
    struct msghdr message = {
        .msg_iov = parts, .msg_iovlen = count, .msg_control = &control, .msg_controllen = CMSG_SPACE(fd_count * sizeof(int))
    };
    struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(fd_count * sizeof(int));
    memcpy(CMSG_DATA(rights), fds, fd_count * sizeof(int));
    while (message.msg_iovlen > 0) {
        ssize_t sent = sendmsg(socket, &message, MSG_NOSIGNAL);
        if (sent <= 0) {
            return 0;
        }
        message.msg_control = NULL;
        message.msg_controllen = 0;
        while (message.msg_iovlen > 0 && (size_t) sent >= message.msg_iov->iov_len) {
            sent -= message.msg_iov->iov_len;
            message.msg_iov++;
            message.msg_iovlen--;
        }
        if (message.msg_iovlen > 0) {
            message.msg_iov->iov_base = (char *) message.msg_iov->iov_base + sent;
            message.msg_iov->iov_len -= sent;
        }
    }
    return 1;
}

static int fall_back(const char *name, const struct buffer *input) {
    int file = memfd_create("input", 0);
    if (file >= 0) {
        write_all(file, input->data, input->length);
        lseek(file, 0, SEEK_SET);
        dup2(file, 0);
        close(file);
    }
    execl(FALLBACK, FALLBACK, name, (char *) NULL);
    printf("{\"code\":5,\"msg\":\"cannot start the plugin\",\"details\":\"cannot run %s\"}\n", FALLBACK);
    return 1;
}

int main(int argc, char **argv) {
    const char *slash = argc > 0 ? strrchr(argv[0], '/') : NULL;
    const char *name = slash ? slash + 1 : argc > 0 ? argv[0] : "";
    const char *command = getenv("CNI_COMMAND");
    struct buffer environment = {0}, input = {0};
    need(&input, 65536);
    if (command && *command) {
        for (ssize_t got; (got = read(0, input.data + input.length, input.room - input.length)) > 0; need(&input, 4096)) {
            input.length += got;
        }
    }
    append(&environment, name);
    for (char **variable = environ; *variable; variable++) {
        append(&environment, *variable);
    }

    int server = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = SOCKET};
    if (server < 0 || connect(server, (struct sockaddr *) &address, sizeof address)) {
        return fall_back(name, &input);
    }
    const char *container = getenv("CNI_NETNS");
    int fds[3] = {
        open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC),
        open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC),
        container && *container ? open(container, O_RDONLY | O_CLOEXEC) : -1,
    };
    if (fds[0] < 0 || fds[1] < 0) {
        return fall_back(name, &input);
    }
    uint32_t lengths[2] = {htonl(environment.length), htonl(input.length)};
    struct iovec parts[] = {{"N4C1", 4}, {lengths, sizeof lengths}, {environment.data, environment.length}, {input.data, input.length}};
    if (!send_all(server, parts, 4, fds, fds[2] < 0 ? 2 : 3)) {
        return fall_back(name, &input); /* the server needs all of it to begin */
    }
    uint32_t answer[3];
    struct buffer text = {0};
    if (read_exactly(server, answer, sizeof answer)) {
        if (ntohl(answer[0]) == DECLINED) {
            return fall_back(name, &input);
        }
        size_t out = ntohl(answer[1]), err = ntohl(answer[2]);
        need(&text, out + err);
        if (read_exactly(server, text.data, out + err)) {
            write_all(2, text.data + out, err);
            write_all(1, text.data, out);
            return (int) ntohl(answer[0]);
        }
    }
    if (command && !strcmp(command, "ADD")) {
        /* How far it came is not known, but DEL takes away all of it. */
        printf("{\"code\":11,\"msg\":\"the server of the plugins ended during ADD\",\"details\":\"DEL it, then try again\"}\n");
        return 1;
    }
    return fall_back(name, &input); /* all other commands can be repeated */
}
