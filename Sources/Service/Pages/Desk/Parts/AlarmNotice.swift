// SPDX-License-Identifier: Apache-2.0
import Enrollment
import Records

/// What stands above every page of whoever has to look into it: officers whom the house suspended by itself.
enum AlarmNotice {
    static func notice(_ call: DeskCall) -> HTML? {
        guard let alarms = try? call.service.registration.alarms(for: call.officer), !alarms.isEmpty else { return nil }
        return Tag.div(.class("notice reject no-print"), .role("alert")) {
            Tag.p { Tag.strong { call.word("desk.alarm.title") } }
            Tag.ul {
                alarms.prefix(shown).map { alarm in
                    Tag.li {
                        call.name(of: alarm.officer)
                        " – "
                            + call.word(
                                "desk.alarm.limit",
                                [
                                    "allowed": Numbers.text(alarm.limit.count, in: call.language),
                                    "seconds": Numbers.text(Int(alarm.limit.seconds), in: call.language),
                                    "step": call.word("state.\(alarm.step.rawValue)"),
                                ]) + " "
                        DateText.moment(alarm.time, in: call.language)
                        " – "
                        call.link(call.word("desk.alarm.look"), to: "/desk/officers/\(alarm.officer)")
                    }
                }
            }
        }
    }

    private static let shown = 5
}
