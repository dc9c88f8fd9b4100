#pragma once

#include <QWidget>

#include "ui/pages/alerts/alert_config.h"

namespace ui {

class Badge;
class Button;
class Label;
class Switch;

/// One channel in a list: where messages go, how it does, a test, and a switch.
/// Thread: main.
class ChannelItem final : public QWidget {
    Q_OBJECT
public:
    explicit ChannelItem(QWidget *parent = nullptr);

    void show(const AlertChannel &channel);
    const QString &channelId() const { return m_id; }
    Switch *enabled() const { return m_enabled; }
    /// What came of a test or a change; `bad`: it went wrong.
    void say(const QString &words, bool bad);
    void setTesting(bool testing);

Q_SIGNALS:
    void editWanted(const QString &id);
    void testWanted(const QString &id);
    void turnWanted(bool on);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QString m_id{};
    Label *m_name;
    Badge *m_state;
    Label *m_place;
    Label *m_words;
    Button *m_test;
    Button *m_edit;
    Switch *m_enabled;
};

} // namespace ui
