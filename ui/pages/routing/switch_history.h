#pragma once

#include <vector>

#include <QDateTime>

#include "admin/admin_client.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class Button;
class Label;

/// One wish for the routing switch and what became of it.
struct SwitchChange {
    QString id{};
    QDateTime askedAt{};
    bool value = false;
    QString outcome{}; ///< `pending`, `effective`, `undone`; a word from the future counts as effective.
    QString by{};
    QString reason{};
    friend bool operator==(const SwitchChange &, const SwitchChange &) = default;
};
std::vector<SwitchChange> parseSwitchChanges(const base::Json &answer);

/// The latest changes of the routing switch: who, when and why.
/// Thread: main. `client` must outlive it.
class SwitchHistory final : public Card {
    Q_OBJECT
public:
    SwitchHistory(admin::AdminClient &client, QWidget *parent);

    void refresh();

private:
    class Row;
    void present();
    admin::AdminClient &m_client;
    std::vector<SwitchChange> m_changes{};
    int m_most;
    bool m_asking = false;
    QVBoxLayout *m_rows;
    std::vector<Row *> m_shown{};
    Label *m_none;
    Button *m_more;
};

} // namespace ui
