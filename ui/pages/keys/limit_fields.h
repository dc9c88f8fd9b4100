#pragma once

#include <optional>
#include <vector>

#include <QWidget>

#include "ui/pages/keys/rate_limits.h"

namespace ui {

class FormField;
class LineEdit;

/// Three numbers beside each other: calls and tokens in a minute, calls at once. Empty is no limit.
class LimitFields final : public QWidget {
    Q_OBJECT
public:
    explicit LimitFields(QWidget *parent = nullptr);

    void setLimits(const RateLimits &limits);
    /// Nothing when a field holds no number; then it says so.
    std::optional<RateLimits> limits();

Q_SIGNALS:
    void edited();
    void submitted();

private:
    struct Entry {
        LineEdit *edit;
        FormField *field;
    };
    std::vector<Entry> m_entries{}; ///< As kRateLimits.
};

} // namespace ui
