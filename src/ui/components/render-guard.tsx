import type { ReactNode } from 'react';
import { Component } from 'react';

/** Catches a fault while drawing, so that the terminal can be given back before anything is said about it. */
export class RenderGuard extends Component<{
  readonly onFault: (error: unknown) => void;
  readonly children: ReactNode;
}> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onFault(error);
  }

  override render(): ReactNode {
    return this.state.broken ? null : this.props.children;
  }
}
