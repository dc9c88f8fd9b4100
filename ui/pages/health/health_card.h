#pragma once

#include "ui/pages/health/health_state.h"
#include "ui/widgets/card.h"

namespace ui {

/// One provider or key in a grid: its name, how it does, its last thirty days. All of it is a button that opens it.
/// Thread: main.
class HealthCard final : public Card {
    Q_OBJECT
public:
    /// What stands on it.
    struct Face {
        QString id{};
        QString name{};
        QString note{}; ///< Behind the name.
        HealthWord word{};
        HealthPast past{};
        QString left{}; ///< Behind the share, such as the balance.
        QString right{};
        friend bool operator==(const Face &, const Face &) = default;
    };
    explicit HealthCard(QWidget *parent = nullptr);

    void show(const Face &face, HealthSpan span);
    const QString &itemId() const { return m_id; }

Q_SIGNALS:
    void opened(const QString &id);

private:
    class Inside;
    Inside *m_inside;
    QString m_id{};
};

} // namespace ui
