#pragma once

#include <QWidget>

#include "ui/pages/routing/route_answer.h"

class QVBoxLayout;

namespace ui {

/// The way of one call, from top to bottom: the rules it met, how it scored, how a target was chosen, those that would
/// be tried in their order, and those passed over with the reason.
class RouteView final : public QWidget {
    Q_OBJECT
public:
    explicit RouteView(QWidget *parent = nullptr);

    void showRoute(const RouteAnswer &route);
    void showTrouble(const QString &words);

private:
    void clear();
    void addTitle(const QString &title);
    void addLine(const QString &left, const QString &right, bool quiet = false);
    void addWords(const QString &words);
    void addScore(const RouteAnswer &route);
    void addCandidates(const RouteAnswer &route);
    QVBoxLayout *m_column;
};

} // namespace ui
