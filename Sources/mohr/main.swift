// SPDX-License-Identifier: Apache-2.0
import Foundation

// Nothing more may stand here: closures made in this file belong to the main actor and would trap when a C library
// calls them from another thread.
exit(Program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
