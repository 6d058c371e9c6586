#!/usr/bin/perl
# A CNI plugin that hands its call to the resident server, as client.c does, where there is no compiler. Needs nothing but perl-base.
use strict;
use warnings;
use Socket qw(AF_UNIX SOCK_STREAM pack_sockaddr_un);
use POSIX ();

my ($socket, $fallback) = ('@SOCKET@', '@FALLBACK@');
my ($name) = $0 =~ m{([^/]*)$};
my $command = $ENV{CNI_COMMAND} // '';
my $input = '';
binmode $_ for \*STDIN, \*STDOUT, \*STDERR;
if ($command ne '') {
    local $/;
    $input = <STDIN> // '';
}

sub fall_back {
    pipe(my $reader, my $writer) or die "pipe: $!";
    my $pid = fork() // die "fork: $!";
    if (!$pid) {
        close $reader;
        syswrite $writer, $input;
        POSIX::_exit(0);
    }
    close $writer;
    POSIX::dup2(fileno($reader), 0);
    { exec { $fallback } $fallback, $name };
    print qq({"code":5,"msg":"cannot start the plugin","details":"cannot run $fallback"}\n);
    exit 1;
}

# perl has no function that passes descriptors, but it has system calls.
my %sendmsg = (x86_64 => 46, aarch64 => 211, riscv64 => 211, loongarch64 => 211, ppc64le => 341, s390x => 370);
my $number = $sendmsg{(POSIX::uname())[4]};
$SIG{PIPE} = 'IGNORE';
socket(my $server, AF_UNIX, SOCK_STREAM, 0) or fall_back();
fall_back() if !$number || !connect($server, pack_sockaddr_un($socket));
my @files;
for my $path ('/proc/self/ns/net', '/proc/self/ns/mnt') {
    open(my $file, '<', $path) or fall_back();
    push @files, $file;
}
if (($ENV{CNI_NETNS} // '') ne '' && open(my $container, '<', $ENV{CNI_NETNS})) {
    push @files, $container;
}
my $environment = join '', map { "$_\0" } $name, map { "$_=$ENV{$_}" } keys %ENV;
my $request = pack('a4 N N', 'N4C1', length $environment, length $input) . $environment . $input;
my $rights = pack('Q i i i*', 16 + 4 * @files, 1, 1, map { fileno $_ } @files);
$rights .= "\0" x (-length($rights) % 8);
my $part = pack('P Q', $request, length $request);
my $message = pack('Q L x4 P Q P Q i x4', 0, 0, $part, 1, $rights, length $rights, 0);
my $sent = syscall($number, fileno($server), $message, 0);
fall_back() if $sent <= 0;
while ($sent < length $request) {
    my $more = syswrite($server, $request, length($request) - $sent, $sent);
    fall_back() if !$more; # the server needs all of it to begin
    $sent += $more;
}
my $answer = '';
1 while sysread($server, $answer, 65536, length $answer);
my ($status, $out, $err) = length $answer >= 12 ? unpack('N N N', $answer) : (0, 0, 0);
fall_back() if $status == 256;
if (length $answer >= 12 && length $answer == 12 + $out + $err) {
    syswrite STDERR, substr($answer, 12 + $out) if $err;
    syswrite STDOUT, substr($answer, 12, $out) if $out;
    exit $status;
}
if ($command eq 'ADD') {
    # How far it came is not known, but DEL takes away all of it.
    print qq({"code":11,"msg":"the server of the plugins ended during ADD","details":"DEL it, then try again"}\n);
    exit 1;
}
fall_back(); # all other commands can be repeated
