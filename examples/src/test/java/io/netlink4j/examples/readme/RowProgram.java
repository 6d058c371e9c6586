package io.netlink4j.examples.readme;

import io.netlink4j.core.namespace.NetworkNamespace;

/** The Java cells of the README's tables of commands, one after the other. {@link RowCompiler} makes a class that implements it. */
public interface RowProgram {
    /** Hands each cell to {@code rows}, with the variables that the README says are there, of the namespace {@code ns}. */
    void run(NetworkNamespace ns, Rows rows) throws Exception;

    /** What is done with a cell. */
    interface Rows {
        /** Runs a cell that has a value. */
        void run(int row, Expression cell) throws Exception;

        /** Runs a cell that has none. */
        default void run(int row, Statement cell) throws Exception {
            run(row, () -> {
                cell.run();
                return null;
            });
        }
    }

    /** A cell that has a value. */
    interface Expression {
        /** Answers it. */
        Object value() throws Exception;
    }

    /** A cell that has no value. */
    interface Statement {
        /** Does what the cell says. */
        void run() throws Exception;
    }
}
