/** What every module's tests stand on: kernel tests that clean up after themselves, oracle commands, a check for leaks. */
package io.netlink4j.testkit;
