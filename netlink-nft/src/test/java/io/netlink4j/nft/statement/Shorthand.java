package io.netlink4j.nft.statement;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One expression as {@code nft --debug=netlink} prints it, shortened: {@code [pl 3b@nh+12>r1]}. */
final class Shorthand {
    private static final Map<String, String> LOG_FLAGS = new LinkedHashMap<>();
    private static final Pattern LOG_WORDS = Pattern.compile("( (tcpseq|tcpopt|ipopt|uid|macdecode))+");

    static {
        LOG_FLAGS.put("tcpseq", "1");
        LOG_FLAGS.put("tcpopt", "2");
        LOG_FLAGS.put("ipopt", "4");
        LOG_FLAGS.put("uid", "8");
        LOG_FLAGS.put("macdecode", "32");
    }

    private Shorthand() {}

    static String of(String expression) {
        String text = expression
                .strip()
                .replaceFirst("^\\[ *", "[")
                .replaceFirst(" ]$", "]")
                .replaceFirst("payload load ", "pl ")
                .replaceFirst("immediate", "imm")
                .replaceFirst("(meta|ct) load ", "$1 ")
                .replaceFirst("exthdr load (sctp|dccp) ", "exthdr load ") // which nft does not print
                .replaceFirst("@ network header \\+ ", "@nh+")
                .replaceFirst("@ transport header \\+ ", "@th+")
                .replaceFirst("@ link header \\+ ", "@ll+")
                .replaceFirst(" @", "@")
                .replaceAll("\\breg (\\d)", "r$1")
                .replaceFirst(" => r", ">r");
        return text.startsWith("[log") ? log(text) : text;
    }

    /** nft prints the names of the flags; this prints their bits. */
    private static String log(String text) {
        Matcher matcher = LOG_WORDS.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        int bits = 0;
        for (String word : matcher.group().strip().split(" ")) {
            bits |= Integer.parseInt(LOG_FLAGS.getOrDefault(word, "0"));
        }
        return matcher.replaceFirst(" flags 0x" + Integer.toHexString(bits));
    }
}
