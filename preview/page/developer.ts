import { useCallback, useState } from 'preact/hooks';

/** Where this browser keeps whether keys, requests and raw data are shown. */
const DEVELOPER_KEY = 'protiv-preview-for-developers';

/** Whether the page is shown as developers want it, and how to change that; a reload keeps it. */
export const useDeveloper = (): [isDeveloper: boolean, choose: (isOn: boolean) => void] => {
  const [isDeveloper, setDeveloper] = useState(localStorage.getItem(DEVELOPER_KEY) === 'on');
  const choose = useCallback((isOn: boolean): void => {
    localStorage.setItem(DEVELOPER_KEY, isOn ? 'on' : 'off');
    setDeveloper(isOn);
  }, []);
  return [isDeveloper, choose];
};
