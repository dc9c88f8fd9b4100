#pragma once

#include <QObject>
#include <QTimer>

namespace app {

/// Gives memory that nobody uses any more back to the system: soon after the start, which needs more than what comes
/// after it, and then once a minute.
/// Thread: main.
class SpareMemory final : public QObject {
    Q_OBJECT
public:
    explicit SpareMemory(QObject *parent = nullptr);

    /// To be called first, before any memory is asked for: how much glibc keeps, and for how long.
    static void setUp();

private:
    void giveBack();

    QTimer m_next{};
};

} // namespace app
