// SPDX-License-Identifier: Apache-2.0
import HTTPServer
import Records

extension MohrService {
    /// Why nothing new may be signed or taken down now; `nil` while the clock is believed.
    var clockTrouble: RecordsError? { clockWatch?.trouble }

    /// Whether new work is done by the clock.
    public var isClockBelieved: Bool { clockTrouble == nil }

    /// Asks the records whether the clock that they stood against is believed now, if they did.
    ///
    /// Asked with every turn of the loop that reads them: whoever confirms a clock waits for what comes of it.
    func reconsiderClock() {
        guard let clockWatch, clockWatch.waitsForRecords, let newest = try? records.newestTime() else { return }
        clockWatch.hold(against: newest)
    }

    /// The refusal of a request that would change something by a clock that is not believed.
    ///
    /// - Parameter request: to the office listener, or a renewal to the public one.
    /// - Returns: 503; `nil` for whatever only asks, and while the clock is believed.
    func clockRefusal(of request: Request) -> Handling? {
        guard request.method != "GET", request.method != "HEAD", let trouble = clockTrouble else { return nil }
        return .inline(Problem(trouble).response)
    }
}
