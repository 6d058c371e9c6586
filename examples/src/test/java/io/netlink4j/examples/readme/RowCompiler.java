package io.netlink4j.examples.readme;

import io.netlink4j.examples.Readme;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles the Java cells of the README's tables of commands, with the imports that the README shows. */
final class RowCompiler {
    private static final String CLASS = "CompiledRows";
    private static final String VARIABLES = "Rtnl rtnl = Rtnl.open(ns); Nft nft = Nft.open(ns);"
            + " SockDiag sockets = SockDiag.open(ns); Flows flows = Flows.open(ns)";

    private RowCompiler() {}

    /**
     * A program that runs the cells.
     *
     * @param directory an empty one, for source and class
     * @param edit changes each cell before it is compiled
     */
    static RowProgram compile(List<CommandRow> rows, Path directory, UnaryOperator<String> edit) throws Exception {
        Path source = Files.writeString(directory.resolve(CLASS + ".java"), source(rows, edit));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            List<String> options = List.of("-d", directory.toString(), "-cp", System.getProperty("java.class.path"));
            if (!compiler.getTask(errors, files, null, options, null, files.getJavaFileObjects(source))
                    .call()) {
                throw new AssertionError(errors);
            }
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, RowCompiler.class.getClassLoader())) {
            return (RowProgram) loader.loadClass(CLASS).getDeclaredConstructor().newInstance();
        }
    }

    private static String source(List<CommandRow> rows, UnaryOperator<String> edit) throws IOException {
        StringBuilder source = new StringBuilder(Readme.block("import static io.netlink4j.nft.object.Hook.*;"))
                .append("\npublic final class CompiledRows implements ")
                .append(RowProgram.class.getCanonicalName())
                .append(" {\npublic void run(NetworkNamespace ns, Rows rows) throws Exception {\ntry (")
                .append(VARIABLES)
                .append(") {\n");
        for (int i = 0; i < rows.size(); i++) {
            String cell = edit.apply(rows.get(i).java());
            // A variable is there for the rows below.
            source.append(cell.startsWith("var ") ? cell + "; rows.run(" + i + ", () -> null);" : call(i, cell))
                    .append(" // ")
                    .append(rows.get(i))
                    .append('\n');
        }
        return source.append("}\n}\n}\n").toString();
    }

    private static String call(int row, String cell) {
        String body = cell.contains("; ") ? "{ " + cell + "; }" : cell;
        return "rows.run(" + row + ", () -> " + (cell.startsWith("tx.") ? "nft.commit(tx -> " + body + ")" : body)
                + ");";
    }
}
