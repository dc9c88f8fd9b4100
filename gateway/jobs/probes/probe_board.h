#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "model/call_record.h"

namespace jobs {

/// A model of a provider, as probes know it.
struct ProbedModel {
    std::string provider{};
    std::string model{};
    friend auto operator<=>(const ProbedModel &, const ProbedModel &) = default;
};

/// What probes of one model have shown. Times are Unix milliseconds, but for `dueMs`.
struct ModelProbe {
    bool asked = false;
    model::FailureClass failure = model::FailureClass::None; ///< Of the last one.
    int status = 0;
    std::int64_t atMs = 0;
    bool byCall = false;         ///< Calls went well there, so that it was not asked.
    std::int64_t latencyUs = -1; ///< Of the last answer; -1: none yet.
    std::string detail{};        ///< What was wrong, for people; empty when nothing was.
    std::int64_t failures = 0;   ///< In a row.
    std::int64_t dueMs = 0;      ///< On the boot clock; 0: not planned.
};

/// What is known of models by probes, shared by who asks and who shows it: it lives only as long as the program.
/// Thread: any.
class ProbeBoard {
public:
    ModelProbe find(const ProbedModel &name) const
    {
        const std::lock_guard lock(m_mutex);
        const auto hit = m_probes.find(name);
        return hit == m_probes.end() ? ModelProbe{} : hit->second;
    }
    /// `change` is called under a lock. Answers what it is then.
    ModelProbe update(const ProbedModel &name, const std::function<void(ModelProbe &)> &change)
    {
        const std::lock_guard lock(m_mutex);
        ModelProbe &probe = m_probes[name];
        change(probe);
        return probe;
    }
    /// `stays` is called under a lock.
    void forgetUnless(const std::function<bool(const ProbedModel &)> &stays)
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_probes, [&](const auto &entry) { return !stays(entry.first); });
    }
    /// Plans all anew.
    void unplan()
    {
        const std::lock_guard lock(m_mutex);
        for (auto &[name, probe] : m_probes)
            probe.dueMs = 0;
    }

private:
    mutable std::mutex m_mutex{};
    std::map<ProbedModel, ModelProbe> m_probes{}; ///< Under m_mutex.
};

} // namespace jobs
