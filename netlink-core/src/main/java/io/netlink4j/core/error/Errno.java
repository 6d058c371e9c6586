package io.netlink4j.core.error;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * An error number of the Linux kernel ({@code asm-generic/errno.h}), with the kernel's name for it.
 *
 * @param number the positive number, such as 17 for {@code EEXIST}
 */
public record Errno(int number) implements Serializable {

    /** {@code EPERM}: operation not permitted. */
    public static final Errno EPERM = new Errno(1);

    /** {@code ENOENT}: no such file or directory. */
    public static final Errno ENOENT = new Errno(2);

    /** {@code ESRCH}: no such process. */
    public static final Errno ESRCH = new Errno(3);

    /** {@code EINTR}: interrupted system call. */
    public static final Errno EINTR = new Errno(4);

    /** {@code ENXIO}: no such device or address. */
    public static final Errno ENXIO = new Errno(6);

    /** {@code EAGAIN}: resource temporarily unavailable. */
    public static final Errno EAGAIN = new Errno(11);

    /** {@code ENOMEM}: cannot allocate memory. */
    public static final Errno ENOMEM = new Errno(12);

    /** {@code EACCES}: permission denied. */
    public static final Errno EACCES = new Errno(13);

    /** {@code EBUSY}: device or resource busy. */
    public static final Errno EBUSY = new Errno(16);

    /** {@code EEXIST}: file exists. */
    public static final Errno EEXIST = new Errno(17);

    /** {@code ENODEV}: no such device. */
    public static final Errno ENODEV = new Errno(19);

    /** {@code ENOTDIR}: not a directory. */
    public static final Errno ENOTDIR = new Errno(20);

    /** {@code EINVAL}: invalid argument. */
    public static final Errno EINVAL = new Errno(22);

    /** {@code ENFILE}: too many open files in system. */
    public static final Errno ENFILE = new Errno(23);

    /** {@code EMFILE}: too many open files. */
    public static final Errno EMFILE = new Errno(24);

    /** {@code ENOSPC}: no space left on device. */
    public static final Errno ENOSPC = new Errno(28);

    /** {@code ERANGE}: numerical result out of range. */
    public static final Errno ERANGE = new Errno(34);

    /** {@code ENAMETOOLONG}: file name too long. */
    public static final Errno ENAMETOOLONG = new Errno(36);

    /** {@code ENOSYS}: function not implemented. */
    public static final Errno ENOSYS = new Errno(38);

    /** {@code ELOOP}: too many levels of symbolic links. */
    public static final Errno ELOOP = new Errno(40);

    /** {@code ENODATA}: no data available. */
    public static final Errno ENODATA = new Errno(61);

    /** {@code EPROTO}: protocol error. */
    public static final Errno EPROTO = new Errno(71);

    /** {@code ERESTART}: interrupted system call should be restarted. */
    public static final Errno ERESTART = new Errno(85);

    /** {@code EMSGSIZE}: message too long. */
    public static final Errno EMSGSIZE = new Errno(90);

    /** {@code EPROTONOSUPPORT}: protocol not supported. */
    public static final Errno EPROTONOSUPPORT = new Errno(93);

    /** {@code EOPNOTSUPP}: operation not supported. */
    public static final Errno EOPNOTSUPP = new Errno(95);

    /** {@code EAFNOSUPPORT}: address family not supported by protocol. */
    public static final Errno EAFNOSUPPORT = new Errno(97);

    /** {@code EADDRINUSE}: address already in use. */
    public static final Errno EADDRINUSE = new Errno(98);

    /** {@code EADDRNOTAVAIL}: cannot assign requested address. */
    public static final Errno EADDRNOTAVAIL = new Errno(99);

    /** {@code ENETDOWN}: network is down. */
    public static final Errno ENETDOWN = new Errno(100);

    /** {@code ENETUNREACH}: network is unreachable. */
    public static final Errno ENETUNREACH = new Errno(101);

    /** {@code ENOBUFS}: no buffer space available. */
    public static final Errno ENOBUFS = new Errno(105);

    /** {@code ETIMEDOUT}: connection timed out. */
    public static final Errno ETIMEDOUT = new Errno(110);

    /** {@code EHOSTUNREACH}: no route to host. */
    public static final Errno EHOSTUNREACH = new Errno(113);

    /** {@code ESTALE}: stale file handle. */
    public static final Errno ESTALE = new Errno(116);

    /** {@code EBADF}: bad file descriptor. */
    public static final Errno EBADF = new Errno(9);

    /** {@code EMLINK}: too many links. */
    public static final Errno EMLINK = new Errno(31);

    /** {@code ENOTSUPP}: operation is not supported. */
    public static final Errno ENOTSUPP = new Errno(524);

    /** The error number that a system call or a netlink acknowledgement reports as the negative {@code result}. */
    public static Errno ofNegative(int result) {
        return new Errno(-result);
    }

    /** The kernel's name, such as {@code EEXIST}, or {@code errno 4711} for a number without one. */
    public String symbol() {
        Entry entry = TABLE.get(number);
        return entry == null ? "errno " + number : entry.symbol;
    }

    /** What the number means, in the words of {@code strerror(3)}. */
    public String meaning() {
        Entry entry = TABLE.get(number);
        return entry == null ? "Unknown error " + number : entry.meaning;
    }

    @Override
    public String toString() {
        return symbol() + ": " + meaning();
    }

    private record Entry(String symbol, String meaning) {}

    private static final Map<Integer, Entry> TABLE = new HashMap<>();

    static {
        String lines = """
            1 EPERM Operation not permitted
            2 ENOENT No such file or directory
            3 ESRCH No such process
            4 EINTR Interrupted system call
            5 EIO Input/output error
            6 ENXIO No such device or address
            7 E2BIG Argument list too long
            8 ENOEXEC Exec format error
            9 EBADF Bad file descriptor
            10 ECHILD No child processes
            11 EAGAIN Resource temporarily unavailable
            12 ENOMEM Cannot allocate memory
            13 EACCES Permission denied
            14 EFAULT Bad address
            15 ENOTBLK Block device required
            16 EBUSY Device or resource busy
            17 EEXIST File exists
            18 EXDEV Invalid cross-device link
            19 ENODEV No such device
            20 ENOTDIR Not a directory
            21 EISDIR Is a directory
            22 EINVAL Invalid argument
            23 ENFILE Too many open files in system
            24 EMFILE Too many open files
            25 ENOTTY Inappropriate ioctl for device
            26 ETXTBSY Text file busy
            27 EFBIG File too large
            28 ENOSPC No space left on device
            29 ESPIPE Illegal seek
            30 EROFS Read-only file system
            31 EMLINK Too many links
            32 EPIPE Broken pipe
            33 EDOM Numerical argument out of domain
            34 ERANGE Numerical result out of range
            35 EDEADLK Resource deadlock avoided
            36 ENAMETOOLONG File name too long
            37 ENOLCK No locks available
            38 ENOSYS Function not implemented
            39 ENOTEMPTY Directory not empty
            40 ELOOP Too many levels of symbolic links
            42 ENOMSG No message of desired type
            43 EIDRM Identifier removed
            44 ECHRNG Channel number out of range
            45 EL2NSYNC Level 2 not synchronized
            46 EL3HLT Level 3 halted
            47 EL3RST Level 3 reset
            48 ELNRNG Link number out of range
            49 EUNATCH Protocol driver not attached
            50 ENOCSI No CSI structure available
            51 EL2HLT Level 2 halted
            52 EBADE Invalid exchange
            53 EBADR Invalid request descriptor
            54 EXFULL Exchange full
            55 ENOANO No anode
            56 EBADRQC Invalid request code
            57 EBADSLT Invalid slot
            59 EBFONT Bad font file format
            60 ENOSTR Device not a stream
            61 ENODATA No data available
            62 ETIME Timer expired
            63 ENOSR Out of streams resources
            64 ENONET Machine is not on the network
            65 ENOPKG Package not installed
            66 EREMOTE Object is remote
            67 ENOLINK Link has been severed
            68 EADV Advertise error
            69 ESRMNT Srmount error
            70 ECOMM Communication error on send
            71 EPROTO Protocol error
            72 EMULTIHOP Multihop attempted
            73 EDOTDOT RFS specific error
            74 EBADMSG Bad message
            75 EOVERFLOW Value too large for defined data type
            76 ENOTUNIQ Name not unique on network
            77 EBADFD File descriptor in bad state
            78 EREMCHG Remote address changed
            79 ELIBACC Can not access a needed shared library
            80 ELIBBAD Accessing a corrupted shared library
            81 ELIBSCN .lib section in a.out corrupted
            82 ELIBMAX Attempting to link in too many shared libraries
            83 ELIBEXEC Cannot exec a shared library directly
            84 EILSEQ Invalid or incomplete multibyte or wide character
            85 ERESTART Interrupted system call should be restarted
            86 ESTRPIPE Streams pipe error
            87 EUSERS Too many users
            88 ENOTSOCK Socket operation on non-socket
            89 EDESTADDRREQ Destination address required
            90 EMSGSIZE Message too long
            91 EPROTOTYPE Protocol wrong type for socket
            92 ENOPROTOOPT Protocol not available
            93 EPROTONOSUPPORT Protocol not supported
            94 ESOCKTNOSUPPORT Socket type not supported
            95 EOPNOTSUPP Operation not supported
            96 EPFNOSUPPORT Protocol family not supported
            97 EAFNOSUPPORT Address family not supported by protocol
            98 EADDRINUSE Address already in use
            99 EADDRNOTAVAIL Cannot assign requested address
            100 ENETDOWN Network is down
            101 ENETUNREACH Network is unreachable
            102 ENETRESET Network dropped connection on reset
            103 ECONNABORTED Software caused connection abort
            104 ECONNRESET Connection reset by peer
            105 ENOBUFS No buffer space available
            106 EISCONN Transport endpoint is already connected
            107 ENOTCONN Transport endpoint is not connected
            108 ESHUTDOWN Cannot send after transport endpoint shutdown
            109 ETOOMANYREFS Too many references: cannot splice
            110 ETIMEDOUT Connection timed out
            111 ECONNREFUSED Connection refused
            112 EHOSTDOWN Host is down
            113 EHOSTUNREACH No route to host
            114 EALREADY Operation already in progress
            115 EINPROGRESS Operation now in progress
            116 ESTALE Stale file handle
            117 EUCLEAN Structure needs cleaning
            118 ENOTNAM Not a XENIX named type file
            119 ENAVAIL No XENIX semaphores available
            120 EISNAM Is a named type file
            121 EREMOTEIO Remote I/O error
            122 EDQUOT Disk quota exceeded
            123 ENOMEDIUM No medium found
            124 EMEDIUMTYPE Wrong medium type
            125 ECANCELED Operation canceled
            126 ENOKEY Required key not available
            127 EKEYEXPIRED Key has expired
            128 EKEYREVOKED Key has been revoked
            129 EKEYREJECTED Key was rejected by service
            130 EOWNERDEAD Owner died
            131 ENOTRECOVERABLE State not recoverable
            132 ERFKILL Operation not possible due to RF-kill
            133 EHWPOISON Memory page has hardware error
            524 ENOTSUPP Operation is not supported\
            """;
        for (String line : lines.split("\n", -1)) {
            String[] words = line.split(" ", 3);
            TABLE.put(Integer.valueOf(words[0]), new Entry(words[1], words[2]));
        }
    }
}
