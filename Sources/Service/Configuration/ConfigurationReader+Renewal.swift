// SPDX-License-Identifier: Apache-2.0
import Enrollment

extension ConfigurationReader {
    /// `renewal`: when and how often holders renew by themselves.
    mutating func renewal() throws(ConfigurationError) -> RenewalPolicy {
        var section = try section("renewal")
        let window = try section.number("windowSeconds", 86_400...94_608_000)
        let policy = RenewalPolicy(
            windowSeconds: window, spreadSeconds: try section.number("spreadSeconds", 0...window),
            withoutProof: Int(try section.number("withoutProof", 0...10)),
            proofSeconds: try section.number("proofSeconds", 86_400...315_360_000),
            graceSeconds: try section.number("graceSeconds", 0...2_592_000))
        try section.finish()
        return policy
    }
}
