#pragma once

#include <vector>

#include <QElapsedTimer>

#include "admin/admin_client.h"
#include "ui/pages/routing/key_outages.h"
#include "ui/widgets/card.h"

class QVBoxLayout;

namespace ui {

class Button;
class Label;

/// When each key was out of use in the last 24 hours, and why: a line for each that was.
/// Thread: main. `client` must outlive it.
class OutagesCard final : public Card {
    Q_OBJECT
public:
    OutagesCard(admin::AdminClient &client, QWidget *parent);

    /// Asks again, but not more often than every ten seconds.
    void refresh();
    /// Asks at once: something was done to a key.
    void refreshNow();

private:
    class Axis;
    class Row;
    void build();
    void present();
    admin::AdminClient &m_client;
    std::vector<KeyTimeline> m_timelines{};
    QDateTime m_to{};
    bool m_asking = false;
    bool m_all = false;
    bool m_cut = false; ///< There are more than were asked for.
    QElapsedTimer m_asked{};
    QVBoxLayout *m_rows;
    std::vector<Row *> m_shown{};
    Axis *m_axis;
    QWidget *m_legend;
    Label *m_note;
    Button *m_more;
};

} // namespace ui
