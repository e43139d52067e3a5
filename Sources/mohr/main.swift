// SPDX-License-Identifier: Apache-2.0
import Foundation

// Nothing more may stand here: closures made in this file belong to the main actor and would trap when a C library
// calls them from another thread.
let code = Program.run(Array(CommandLine.arguments.dropFirst()))
// An answer that nobody got is none, whatever it was.
exit((code == .done && !Output.isWhole ? ExitCode.unavailable : code).rawValue)
